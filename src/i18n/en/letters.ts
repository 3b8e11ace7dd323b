export default {
  'setting.acknowledgementWorkingDays':
    'Working days after a bundle left until its receipt should be acknowledged',
  'setting.reportDueWorkingDays':
    'Working days after a consultation until the report is due (unverified)',
  'setting.reportVeryOverdueWorkingDays':
    'Working days after that until the Secretary General is written to',
  'setting.reportCouncilWorkingDays': 'Working days after that until it is an item for the Council',

  'clock.head': '{{number}}: where it stands with {{institution}}',
  'clock.sent': '{{bundle}} left on {{day}}',
  'clock.sentTo': '{{bundle}} left on {{day}} to {{to}}',
  'clock.onItsWay': '{{bundle}} is on its way',
  'clock.acknowledged': 'acknowledged on {{day}}',
  'clock.protocol': 'protocol number {{protocol}}',
  'clock.notAcknowledged': 'not acknowledged yet',
  'clock.ended.answered': 'The institution has answered: nothing is waited for.',
  'clock.ended.withdrawn': 'The draft was withdrawn: nothing is waited for.',
  'clock.step.acknowledgement': 'acknowledgement of {{bundle}} expected',
  'clock.step.reportDue': 'report due',
  'clock.step.overdue': 'overdue: Office for Good Governance',
  'clock.step.veryOverdue': 'very overdue: Secretary General',
  'clock.step.council': 'item for the Council',
  'clock.passed': 'passed',
  'clock.unverified':
    'The number of working days until the report is from memory of Regulation (GRK) No. 05/2016 and unverified; the other steps are our own choice.',
  'clock.counted': 'Report on {{number}}: from the close of the consultation to {{due}}',

  'letter.describe.list': 'Letters that wait to be sent',
  'letter.describe.show': 'Show a letter',
  'letter.describe.send': 'Send a letter by e-mail',
  'letter.describe.edit': 'Change the words of a letter',
  'letter.describe.file': 'A letter as a file',
  'letter.describe.sent': 'Note that you sent a letter yourself',
  'letter.describe.aside': 'Lay a letter aside',
  'letter.option.letter': 'The letter',
  'letter.option.seen': 'What was seen',
  'letter.option.format': 'Kind of file',
  'letter.head.waits': 'Ready to send',
  'letter.head.onItsWay': 'On its way by e-mail',
  'letter.head.sent': 'Sent on {{day}}',
  'letter.head.ended': 'No longer needed',
  'letter.to': 'To',
  'letter.unverified':
    'The number of working days in it is unverified: check it against Regulation (GRK) No. 05/2016 before you send.',
  'letter.missingContact': 'No e-mail address is set: {{role}}. Set the contact first.',
  'letter.line': '{{role}} – {{about}}',
  'letter.button.send': 'Send by e-mail',
  'letter.button.edit': 'Edit',
  'letter.button.docx': 'As DOCX',
  'letter.button.pdf': 'As PDF',
  'letter.button.sent': 'Mark as sent',
  'letter.button.aside': 'Lay aside',
  'letter.button.show': 'Letter {{number}}',
  'letter.none': 'No letter waits to be sent.',
  'letter.waiting_one': '{{count}} letter waits to be sent',
  'letter.waiting_other': '{{count}} letters wait to be sent',
  'letter.more_one': 'and {{count}} more',
  'letter.more_other': 'and {{count}} more',
  'letter.sending': '“{{title}}” is on its way to {{to}}. You are told when it has left.',
  'letter.kept': 'Kept: “{{title}}”.',
  'letter.asideKept': 'Laid aside: “{{title}}”. It stays on record.',
  'letter.sentKept': 'Kept: “{{title}}” was sent.',
  'letter.isSent': 'This letter was sent already.',
  'letter.isEnded': 'This letter is no longer needed.',
  'letter.onItsWay': 'This letter is on its way.',
  'letter.noAddress': 'No e-mail address is set for this letter.',
  'letter.changed':
    'The letter or its addressee was changed meanwhile. Nothing was sent: look at it again.',
  'letter.dayBefore': 'The letter was not written yet on that day.',
  'letter.edit.title': 'Letter',
  'letter.edit.subject': 'Subject',
  'letter.edit.body': 'Text',
  'letter.sent.title': 'Letter sent',
  'letter.sent.day': 'On which day',
  'letter.sent.how': 'How',
  'letter.sent.howHint': 'By post, by hand, from your own mailbox, …',
  'letter.fileComing': 'The file is coming in this channel.',
  'letter.fileComingDirectly': 'The file is coming as a direct message.',
  'letter.fileCaption': 'Letter: {{title}}',
  'letter.day.head': 'Authorities',
  'letter.day.overdue': '{{number}}: the report was due on {{due}} (unverified)',
  'letter.day.button': 'Letters',

  'letter.mail.bundleSubject': 'Contributions of civil society: {{title}} ({{bundle}})',
  'letter.mail.bundleBody':
    'Dear Sir or Madam,\n\nattached are the contributions of civil society organisations to “{{title}}”: bundle {{bundle}} (our number of the draft: {{number}}). Closing day of the consultation: {{closes}}.\n\nPlease confirm that you have received them, and let us know the number under which they were entered in your protocol.\n\nThe SHA-256 of the frozen content is {{hash}}.\n\nRespectfully,\nCiviKos, Secretariat',
  'letter.text.greeting': 'Dear Sir or Madam,',
  'letter.text.sent':
    'civil society organisations took part in the public consultation on “{{title}}” (our number: {{number}}; proposing institution: {{institution}}), which closed on {{closes}}. Their contributions went to the institution:',
  'letter.text.sentMeanwhile':
    'civil society organisations take part in the public consultation on “{{title}}” (our number: {{number}}; proposing institution: {{institution}}; day on which it closes: {{closes}}). Their contributions went to the institution:',
  'letter.text.went': '{{bundle}} on {{day}}',
  'letter.text.wentProtocol': '{{bundle}} on {{day}}, protocol number {{protocol}}',
  'letter.text.ends_one':
    'By our count, {{count}} working day after the consultation closed ends on {{due}}.',
  'letter.text.ends_other':
    'By our count, {{count}} working days after the consultation closed end on {{due}}.',
  'letter.text.ended_one':
    'By our count, {{count}} working day after the consultation closed ended on {{due}}. We have received neither the report on the consultation nor an answer to all contributions.',
  'letter.text.ended_other':
    'By our count, {{count}} working days after the consultation closed ended on {{due}}. We have received neither the report on the consultation nor an answer to all contributions.',
  'letter.text.rule':
    'Under Regulation (GRK) No. 05/2016 on Minimum Standards for the Public Consultation Process the proposing institution answers those who took part, with the reasons for which it accepted their proposals or did not, and publishes a report on the results. Under the Rules of Procedure of the Government No. 09/2011 the results of the consultation are reported together with the proposal.',
  'letter.text.wroteHead': 'We wrote about this before:',
  'letter.text.wrote': '{{day}}: {{to}}',
  'letter.text.ask.acknowledgement':
    'We have received no confirmation yet. Please confirm that you have the contributions, and let us know the number under which they were entered in your protocol.',
  'letter.text.ask.reportDue':
    'Please send us the report and the answers to the contributions, or let us know when we can expect them.',
  'letter.text.ask.overdue':
    'The Office for Good Governance coordinates public consultations. Please remind the institution of its report, and let us know when it can be expected.',
  'letter.text.ask.veryOverdue':
    'Please see to it that the institution answers the contributions and publishes its report, and let us know by when.',
  'letter.text.ask.council':
    'We propose that the Council deal with this at its next meeting: that the institution report to it why no answer was given, and by when it will be.',
  'letter.text.closing': 'Respectfully,\nCiviKos, Secretariat',
  'letter.title.acknowledgement': 'Confirmation of receipt: contributions to {{number}}',
  'letter.title.reportDue': 'Report on the public consultation: {{number}}',
  'letter.title.overdue': 'Overdue report on the public consultation: {{number}}',
  'letter.title.veryOverdue': 'Long overdue report on the public consultation: {{number}}',
  'letter.title.council': 'Item for the Council: no report on the public consultation {{number}}',
  'letter.what': 'letter “{{name}}”',
} as const;
