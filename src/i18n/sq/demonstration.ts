export default {
  'demonstration.channel.secretariat': 'sekretariati',
  'demonstration.channel.general': 'të-gjithë-anëtarët',
  'demonstration.person.secretariat': 'Sekretariati',
  'demonstration.about.secretariat': 'Publikon projektakte, pranon përfaqësues',
  'demonstration.person.delegate': 'Përfaqësues, {{name}}',
  'demonstration.about.delegate': 'Flet në emër të {{name}}',
  'demonstration.person.outsider': 'Person i jashtëm',
  'demonstration.about.outsider': 'Nuk i përket asnjë organizate',
  'demonstration.act': 'Projektligji për hapësirat e gjelbra (tekst për provë)',
  'demonstration.realPlan': 'Strategjia për bashkëpunim me shoqërinë civile: aktivitetet e kaluara',
  'demonstration.plan': 'Plan demonstrimi',
  'demonstration.activity.overdue': 'Publikimi i procesverbalit të grupit punues',
  'demonstration.activity.meeting': 'Përgatitja e takimit tremujor të Këshillit',
  'demonstration.activity.report': 'Publikimi i raportit gjashtëmujor të monitorimit',
  'demonstration.activity.training': 'Mbajtja e trajnimit për konsultimin publik',
  'demonstration.organisation': 'Organizatë demonstruese {{letter}}',
  'demonstration.register.title': 'Projektligji për hapësirat e gjelbra: një konsultim i mbyllur',
  'demonstration.register.justification':
    'Banorët i përdorin këto hapësira çdo ditë: dëgjimi i tyre duhet të jetë detyrim, jo mundësi.',
  'demonstration.register.comment': 'Raporti duhet t’i dërgohet edhe kuvendit të komunës.',
  'demonstration.register.handed': 'Dorazi, si demonstrim',
  'demonstration.register.report': 'Raporti për konsultimin publik (demonstrim)',
  'demonstration.register.reasonPartly':
    'Dëgjimi i banorëve bëhet detyrim për parqet dhe sheshet; për drurët pranë rrugëve mbetet mundësi.',
  'demonstration.register.reasonRejected':
    'Kuvendet e komunave kanë rregullat e tyre të raportimit.',
} as const;
