export default {
  'announce.describe.preview': 'Tell authors and supporters what became of what they said',
  'announce.describe.send': 'Tell them now',
  'announce.head': 'What became of your contributions to {{number}}: {{title}}',
  'announce.thanks':
    'Thank you, {{organisation}}, for taking part. This is what the institution answered, accepted and rejected alike:',
  'announce.supported': 'from {{organisation}}, which you supported',
  'announce.more_one': 'and {{count}} more',
  'announce.more_other': 'and {{count}} more',
  'announce.byHand_one':
    'Answers to {{number}} were announced. {{count}} organisation has no channel here; please tell it yourselves: {{names}}',
  'announce.byHand_other':
    'Answers to {{number}} were announced. {{count}} organisations have no channel here; please tell them yourselves: {{names}}',
  'announce.button.all': 'All answers',
  'announce.button.preview': 'Announce',
  'announce.button.send': 'Tell them now',
  'announce.preview.head': 'Announcement for {{number}}',
  'announce.preview.counts_one':
    '{{count}} answer is told to its authors and supporters. Organisations: {{organisations}}.',
  'announce.preview.counts_other':
    '{{count}} answers are told to their authors and supporters. Organisations: {{organisations}}.',
  'announce.preview.unanswered_one': '{{count}} contribution has no outcome yet.',
  'announce.preview.unanswered_other': '{{count}} contributions have no outcome yet.',
  'announce.preview.supported': '{{text}} (supported)',
  'announce.preview.byHand': 'no member: to be told by hand',
  'announce.preview.moreOrganisations_one': 'and {{count}} more organisation',
  'announce.preview.moreOrganisations_other': 'and {{count}} more organisations',
  'announce.preview.nothingYet': 'Nobody has been told yet.',
  'announce.preview.changed': 'Something changed meanwhile: please look again.',
  'announce.nothing': 'All answers to {{number}} that are recorded were announced already.',
  'announce.nothingRecorded':
    'There is nothing to announce: no outcome that is new is recorded for {{number}}. “answer record” or “answer import” records them.',
  'announce.sent_one': '{{count}} answer is being told. Organisations: {{organisations}}.',
  'announce.sent_other': '{{count}} answers are being told. Organisations: {{organisations}}.',
  'announce.sentByHand': '{{sent}} Please tell these yourselves: {{names}}',
  'announce.what': 'answers to {{name}}',
  'announce.whatCorrection': 'correction of the answer to {{name}}',
  'announce.whatSheet': 'spreadsheet of answers to {{name}}',
} as const;
