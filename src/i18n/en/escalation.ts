export default {
  'escalation.describe.set': 'Name the person before whom activities are put that stay overdue',
  'escalation.describe.end': 'Name nobody any more',
  'escalation.option.person': 'Who also gets it as a direct message',
  'escalation.form.title': 'Overdue activities',
  'escalation.form.intro_one':
    'Open activities that are {{count}} day or more overdue are put before the person that you name here. The secretariat gets a text that is ready to be sent.',
  'escalation.form.intro_other':
    'Open activities that are {{count}} days or more overdue are put before the person that you name here. The secretariat gets a text that is ready to be sent.',
  'escalation.form.cut': 'Not all objectives fit into the list: name somebody for their plan.',
  'escalation.form.noDirect':
    'Nobody gets a direct message: for that, name a person in the command.',
  'escalation.form.direct': '{{name}} also gets it as a direct message.',
  'escalation.field.scope': 'Plan or objective',
  'escalation.field.office': 'Function and institution',
  'escalation.field.name': 'Name',
  'escalation.hint.office':
    'E.g. Secretary General of the Office of the Prime Minister; a dash (–) for nobody any more',
  'escalation.set_one':
    '{{scope}}: activities that are {{count}} day or more overdue are put before: {{to}}.',
  'escalation.set_other':
    '{{scope}}: activities that are {{count}} days or more overdue are put before: {{to}}.',
  'escalation.setAlready': 'That is saved already.',
  'escalation.already_one':
    '{{count}} activity is overdue for so long already: the secretariat gets it in the next sending hours.',
  'escalation.already_other':
    '{{count}} activities are overdue for so long already: the secretariat gets them in the next sending hours.',
  'escalation.ended': 'Overdue activities are no longer put before: {{to}}.',
  'escalation.gone': 'That was taken back or changed already.',
  'escalation.what': 'overdue activities of the plan “{{name}}” for the person named',
  'escalation.head_one': 'To be put before {{to}}: {{count}} overdue activity',
  'escalation.head_other': 'To be put before {{to}}: {{count}} overdue activities',
  'escalation.headDirect_one': '{{count}} overdue activity is put before you',
  'escalation.headDirect_other': '{{count}} overdue activities are put before you',
  'escalation.sendOn': 'The text below is ready to be sent.',
  'escalation.alsoDirect': '{{name}} also gets it as a direct message.',
  'escalation.letter_one':
    '{{count}} activity of the plan “{{plan}}” is still open although its deadline has passed:',
  'escalation.letter_other':
    '{{count}} activities of the plan “{{plan}}” are still open although their deadlines have passed:',
  'escalation.ask': 'Please let us know how this will go on, and by when.',
  'escalation.more_one': 'and {{count}} more activity: plan due',
  'escalation.more_other': 'and {{count}} more activities: plan due',
  'escalation.closed':
    '{{name}} takes no direct messages from me, so the overdue activities of the plan “{{plan}}” did not arrive. Please send the text above yourselves.',
  'escalation.nobody': 'Nobody is named here.',
} as const;
