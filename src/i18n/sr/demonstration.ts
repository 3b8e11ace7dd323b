export default {
  'demonstration.channel.secretariat': 'sekretarijat',
  'demonstration.channel.general': 'sve-članice',
  'demonstration.person.secretariat': 'Sekretarijat',
  'demonstration.about.secretariat': 'Objavljuje nacrte, prihvata predstavnike',
  'demonstration.person.delegate': 'Predstavnik, {{name}}',
  'demonstration.about.delegate': 'Govori u ime {{name}}',
  'demonstration.person.outsider': 'Osoba sa strane',
  'demonstration.about.outsider': 'Ne pripada nijednoj organizaciji',
  'demonstration.act': 'Nacrt zakona o zelenim površinama (tekst za probu)',
  'demonstration.realPlan': 'Strategija za saradnju sa civilnim društvom: protekle aktivnosti',
  'demonstration.plan': 'Plan za primer',
  'demonstration.activity.overdue': 'Objavljivanje zapisnika radne grupe',
  'demonstration.activity.meeting': 'Priprema tromesečnog sastanka Saveta',
  'demonstration.activity.report': 'Objavljivanje polugodišnjeg izveštaja o praćenju',
  'demonstration.activity.training': 'Održavanje obuke o javnoj konsultaciji',
  'demonstration.organisation': 'Demonstraciona organizacija {{letter}}',
  'demonstration.register.title': 'Nacrt zakona o zelenim površinama: završena konsultacija',
  'demonstration.register.justification':
    'Stanovnici svakodnevno koriste ove površine: njihovo saslušanje treba da bude obaveza, a ne mogućnost.',
  'demonstration.register.comment': 'Izveštaj treba dostaviti i skupštini opštine.',
  'demonstration.register.handed': 'Lično, kao demonstracija',
  'demonstration.register.report': 'Izveštaj o javnoj konsultaciji (demonstracija)',
  'demonstration.register.reasonPartly':
    'Saslušanje stanovnika postaje obaveza za parkove i trgove; za drveće pored puteva ostaje mogućnost.',
  'demonstration.register.reasonRejected':
    'Skupštine opština imaju sopstvena pravila izveštavanja.',
} as const;
