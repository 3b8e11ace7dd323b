export default {
  'announce.describe.preview': 'Njofto autorët dhe mbështetësit çfarë u bë me kontributet e tyre',
  'announce.describe.send': 'Njoftoji tani',
  'announce.head': 'Çfarë u bë me kontributet tuaja për {{number}}: {{title}}',
  'announce.thanks':
    'Faleminderit, {{organisation}}, që morët pjesë. Kështu u përgjigj institucioni, si për të pranuarat ashtu edhe për të refuzuarat:',
  'announce.supported': 'nga {{organisation}}, që e mbështetët',
  'announce.more_one': 'dhe {{count}} tjetër',
  'announce.more_other': 'dhe {{count}} të tjera',
  'announce.byHand_one':
    'U njoftuan përgjigjet për {{number}}. {{count}} organizatë nuk ka kanal këtu; ju lutemi njoftojeni vetë: {{names}}',
  'announce.byHand_other':
    'U njoftuan përgjigjet për {{number}}. {{count}} organizata nuk kanë kanal këtu; ju lutemi njoftojini vetë: {{names}}',
  'announce.button.all': 'Të gjitha përgjigjet',
  'announce.button.preview': 'Njofto',
  'announce.button.send': 'Njoftoji tani',
  'announce.preview.head': 'Njoftimi për {{number}}',
  'announce.preview.counts_one':
    '{{count}} përgjigje u thuhet autorëve dhe mbështetësve. Organizata: {{organisations}}.',
  'announce.preview.counts_other':
    '{{count}} përgjigje u thuhen autorëve dhe mbështetësve. Organizata: {{organisations}}.',
  'announce.preview.unanswered_one': '{{count}} kontribut ende nuk ka status.',
  'announce.preview.unanswered_other': '{{count}} kontribute ende nuk kanë status.',
  'announce.preview.supported': '{{text}} (e mbështetur)',
  'announce.preview.byHand': 'nuk është anëtare: njoftohet me dorë',
  'announce.preview.moreOrganisations_one': 'dhe {{count}} organizatë tjetër',
  'announce.preview.moreOrganisations_other': 'dhe {{count}} organizata të tjera',
  'announce.preview.nothingYet': 'Ende askush nuk është njoftuar.',
  'announce.preview.changed': 'Diçka ndryshoi ndërkohë: ju lutemi shikojeni sërish.',
  'announce.nothing': 'Të gjitha përgjigjet e regjistruara për {{number}} janë njoftuar tashmë.',
  'announce.nothingRecorded':
    'Nuk ka çfarë të njoftohet: për {{number}} nuk është regjistruar asnjë status i ri. Regjistrohen me „përgjigja regjistro“ ose „përgjigja importo“.',
  'announce.sent_one': '{{count}} përgjigje po njoftohet. Organizata: {{organisations}}.',
  'announce.sent_other': '{{count}} përgjigje po njoftohen. Organizata: {{organisations}}.',
  'announce.sentByHand': '{{sent}} Këto ju lutemi njoftojini vetë: {{names}}',
  'announce.what': 'përgjigjet për {{name}}',
  'announce.whatCorrection': 'korrigjimi i përgjigjes për {{name}}',
  'announce.whatSheet': 'tabela e përgjigjeve për {{name}}',
} as const;
