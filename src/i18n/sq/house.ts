export default {
  'house.describe.help': 'Çfarë mund të bëj',
  'house.describe.language': 'Gjuha në të cilën ju përgjigjem',
  'house.describe.setting': 'Shfaq ose ndrysho një cilësim',
  'house.option.language': 'Shqip, serbisht ose anglisht',
  'house.option.settingName': 'Emri i cilësimit; zbrazët: të gjitha',
  'house.option.settingValue': 'Vlera e re',
  'house.help.head':
    'Unë i sjell këtu projektaktet dhe i çoj kontributet tuaja te ministria. Kuptoj këto:',
  'house.help.languages':
    'Kur shkruani, kuptohen fjalët shqip, serbisht dhe anglisht. Nuk thërras kurrë të gjithë dhe nuk lexoj çfarë i shkruani njëri-tjetrit.',
  'house.languageSet': 'Tani ju përgjigjem në shqip.',
  'house.badLanguage': 'Unë flas shqip, serbisht dhe anglisht.',
  'house.settings': 'Cilësimet',
  'house.settingUnknown': 'Nuk ka cilësim me emrin „{{name}}“.',
  'house.settingIs': '{{name}} është {{value}}.',
  'house.settingBad': 'Kjo nuk mund të jetë vlerë e {{name}}.',
  'setting.dueLeadWorkingDays': 'ditë pune ndërmjet afatit dhe mbylljes te ministria',
  'setting.dueTime': 'ora në të cilën skadon afati për kontribute',
  'setting.minimumWorkingDays':
    'konsultimi më i shkurtër në ditë pune (i paverifikuar, shih rregulloren)',
  'setting.minimumWorkingDaysComplex': 'e njëjta për dokumente komplekse (e paverifikuar)',
  'setting.countOpeningDay': 'a numërohet dita e hapjes (e paverifikuar)',
  'setting.countOpeningDayByKind':
    'a numërohet dita e hapjes, ku një lloj akti dallon, p.sh. strategy=false (e paverifikuar)',
  'setting.minimumByKind':
    'afati më i shkurtër, ku një lloj akti dallon, p.sh. draft_law=15 (i paverifikuar)',
  'setting.minimumComplexByKind': 'e njëjta për dokumente komplekse (e paverifikuar)',
  'setting.sendFrom': 'kujtesat dërgohen nga kjo orë',
  'setting.sendTo': 'kujtesat dërgohen deri në këtë orë',
  'setting.dueReminderWorkingDays':
    'ditë pune para afatit kur u kujtohet anëtarëve; 0: mëngjesi i fundit i punës',
  'setting.milestoneReminderDays': 'ditë para një aktiviteti kur i kujtohet sekretariatit',
  'setting.milestoneOverdueEveryDays': 'ditë ndërmjet kujtesave për një aktivitet të vonuar',
  'setting.milestoneEscalateAfterDays':
    'ditë vonesë pas të cilave aktiviteti i paraqitet personit të emërtuar',
  'setting.emojiReading': 'emoji për „po e lexojmë“',
  'setting.emojiWillContribute': 'emoji për „do të kontribuojmë“',
  'setting.emojiInterested': 'emoji për „të interesuar“',
  'setting.contributionsShared':
    'kontributet ndahen me anëtarët e tjerë, nëse autori nuk vendos ndryshe',
  'setting.slackPostsPerMinute':
    'numri më i madh i mesazheve në minutë në të gjitha kanalet në Slack (Slack lejon „disa qindra“)',
} as const;
