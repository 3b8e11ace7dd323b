export default {
  'house.describe.help': 'What I can do',
  'house.describe.language': 'The language in which I answer you',
  'house.describe.setting': 'Show or change a setting',
  'house.option.language': 'Albanian, Serbian or English',
  'house.option.settingName': 'Name of the setting; empty: all of them',
  'house.option.settingValue': 'The new value',
  'house.help.head':
    'I bring draft laws here and take your contributions back to the ministry. This is what I understand:',
  'house.help.languages':
    'Where you type, Albanian, Serbian and English words are all understood. I never mention everyone, and I do not read what you write to each other.',
  'house.languageSet': 'I now answer you in English.',
  'house.badLanguage': 'I speak Albanian, Serbian and English.',
  'house.settings': 'Settings',
  'house.settingUnknown': 'There is no setting “{{name}}”.',
  'house.settingIs': '{{name}} is {{value}}.',
  'house.settingBad': 'That is no possible value for {{name}}.',
  'setting.dueLeadWorkingDays': 'working days between the due time and the ministry’s close',
  'setting.dueTime': 'time of day at which contributions are due',
  'setting.minimumWorkingDays':
    'shortest window in working days (unverified, check the regulation)',
  'setting.minimumWorkingDaysComplex': 'the same for complex documents (unverified)',
  'setting.countOpeningDay': 'whether the opening day counts (unverified)',
  'setting.countOpeningDayByKind':
    'whether the opening day counts, where a kind of act differs, e.g. strategy=false (unverified)',
  'setting.minimumByKind':
    'shortest window, where a kind of act differs, e.g. draft_law=15 (unverified)',
  'setting.minimumComplexByKind': 'the same for complex documents (unverified)',
  'setting.sendFrom': 'reminders are sent from this time on',
  'setting.sendTo': 'reminders are sent until this time',
  'setting.dueReminderWorkingDays':
    'working days before the due time on which members are reminded; 0: the last working morning',
  'setting.milestoneReminderDays': 'days before a milestone on which the secretariat is reminded',
  'setting.milestoneOverdueEveryDays': 'days between reminders of an overdue milestone',
  'setting.milestoneEscalateAfterDays':
    'days overdue after which a milestone is put before the person named for it',
  'setting.emojiReading': 'emoji for “reading”',
  'setting.emojiWillContribute': 'emoji for “will contribute”',
  'setting.emojiInterested': 'emoji for “interested”',
  'setting.contributionsShared':
    'contributions are shared with the other members unless their author decides otherwise',
  'setting.slackPostsPerMinute':
    'most messages a minute over all Slack channels (Slack allows “several hundred”)',
} as const;
