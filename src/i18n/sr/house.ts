export default {
  'house.describe.help': 'Šta mogu',
  'house.describe.language': 'Jezik na kojem vam odgovaram',
  'house.describe.setting': 'Prikaži ili promeni podešavanje',
  'house.option.language': 'Albanski, srpski ili engleski',
  'house.option.settingName': 'Naziv podešavanja; prazno: sva',
  'house.option.settingValue': 'Nova vrednost',
  'house.help.head':
    'Ovde donosim nacrte akata i vaše doprinose nosim ministarstvu. Razumem sledeće:',
  'house.help.languages':
    'Gde kucate, razumem albanske, srpske i engleske reči. Nikada ne pozivam sve odjednom i ne čitam šta pišete jedni drugima.',
  'house.languageSet': 'Od sada vam odgovaram na srpskom.',
  'house.badLanguage': 'Govorim albanski, srpski i engleski.',
  'house.settings': 'Podešavanja',
  'house.settingUnknown': 'Ne postoji podešavanje „{{name}}“.',
  'house.settingIs': '{{name}} je {{value}}.',
  'house.settingBad': 'To ne može da bude vrednost za {{name}}.',
  'setting.dueLeadWorkingDays': 'radnih dana između roka i zatvaranja kod ministarstva',
  'setting.dueTime': 'vreme u koje ističe rok za doprinose',
  'setting.minimumWorkingDays':
    'najkraća konsultacija u radnim danima (neprovereno, videti uredbu)',
  'setting.minimumWorkingDaysComplex': 'isto za složene dokumente (neprovereno)',
  'setting.countOpeningDay': 'da li se dan otvaranja računa (neprovereno)',
  'setting.countOpeningDayByKind':
    'da li se dan otvaranja računa, gde se vrsta akta razlikuje, npr. strategy=false (neprovereno)',
  'setting.minimumByKind':
    'najkraći rok, gde se vrsta akta razlikuje, npr. draft_law=15 (neprovereno)',
  'setting.minimumComplexByKind': 'isto za složene dokumente (neprovereno)',
  'setting.sendFrom': 'podsetnici se šalju od ovog vremena',
  'setting.sendTo': 'podsetnici se šalju do ovog vremena',
  'setting.dueReminderWorkingDays':
    'koliko radnih dana pre roka se podsećaju članice; 0: poslednje radno jutro',
  'setting.milestoneReminderDays': 'koliko dana pre aktivnosti se podseća sekretarijat',
  'setting.milestoneOverdueEveryDays': 'dana između podsetnika za zakasnelu aktivnost',
  'setting.milestoneEscalateAfterDays':
    'dana kašnjenja posle kojih se aktivnost predočava navedenoj osobi',
  'setting.emojiReading': 'emoji za „čitamo“',
  'setting.emojiWillContribute': 'emoji za „poslaćemo doprinos“',
  'setting.emojiInterested': 'emoji za „zainteresovani“',
  'setting.contributionsShared':
    'doprinosi se dele s ostalim članovima, ako autor ne odluči drugačije',
  'setting.slackPostsPerMinute':
    'najviše poruka u minuti u svim Slack kanalima zajedno (Slack dozvoljava „nekoliko stotina“)',
} as const;
