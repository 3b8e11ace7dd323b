export default {
  'demonstration.channel.secretariat': 'secretariat',
  'demonstration.channel.general': 'all-members',
  'demonstration.person.secretariat': 'Secretariat',
  'demonstration.about.secretariat': 'Publishes drafts, accepts delegates',
  'demonstration.person.delegate': 'Delegate of {{name}}',
  'demonstration.about.delegate': 'Speaks for {{name}}',
  'demonstration.person.outsider': 'An outsider',
  'demonstration.about.outsider': 'Belongs to no organisation',
  'demonstration.act': 'Draft law on green spaces (a text to try with)',
  'demonstration.realPlan': 'Strategy for cooperation with civil society: past milestones',
  'demonstration.plan': 'Demonstration plan',
  'demonstration.activity.overdue': 'Minutes of the working group published',
  'demonstration.activity.meeting': 'Quarterly meeting of the Council prepared',
  'demonstration.activity.report': 'Half-yearly monitoring report published',
  'demonstration.activity.training': 'Training on public consultation held',
  'demonstration.organisation': 'Demonstration organisation {{letter}}',
  'demonstration.register.title': 'Draft law on green spaces: a consultation that is over',
  'demonstration.register.justification':
    'Residents use these spaces every day: they should be heard, not only may be.',
  'demonstration.register.comment': 'The report should also be sent to the municipal assembly.',
  'demonstration.register.handed': 'By hand, as a demonstration',
  'demonstration.register.report': 'Report on the public consultation (demonstration)',
  'demonstration.register.reasonPartly':
    'Hearing residents becomes a duty for parks and squares; for trees beside roads it stays optional.',
  'demonstration.register.reasonRejected':
    'Municipal assemblies have their own rules of reporting.',
} as const;
