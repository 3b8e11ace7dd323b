export default {
  'announce.describe.preview': 'Javi autorima i onima koji su podržali šta je bilo s doprinosima',
  'announce.describe.send': 'Javi im sada',
  'announce.head': 'Šta je bilo s vašim doprinosima za {{number}}: {{title}}',
  'announce.thanks':
    'Hvala, {{organisation}}, što ste učestvovali. Ovako je institucija odgovorila, i na prihvaćeno i na odbijeno:',
  'announce.supported': '({{organisation}}), koji ste podržali',
  'announce.more_one': 'i još {{count}}',
  'announce.more_few': 'i još {{count}}',
  'announce.more_other': 'i još {{count}}',
  'announce.byHand_one':
    'Objavljeni su odgovori na {{number}}. {{count}} organizacija nema kanal ovde; javite joj sami: {{names}}',
  'announce.byHand_few':
    'Objavljeni su odgovori na {{number}}. {{count}} organizacije nemaju kanal ovde; javite im sami: {{names}}',
  'announce.byHand_other':
    'Objavljeni su odgovori na {{number}}. {{count}} organizacija nema kanal ovde; javite im sami: {{names}}',
  'announce.button.all': 'Svi odgovori',
  'announce.button.preview': 'Objavi odgovore',
  'announce.button.send': 'Javi im sada',
  'announce.preview.head': 'Obaveštenje za {{number}}',
  'announce.preview.counts_one':
    '{{count}} odgovor se javlja autorima i onima koji su podržali. Organizacija: {{organisations}}.',
  'announce.preview.counts_few':
    '{{count}} odgovora se javljaju autorima i onima koji su podržali. Organizacija: {{organisations}}.',
  'announce.preview.counts_other':
    '{{count}} odgovora se javlja autorima i onima koji su podržali. Organizacija: {{organisations}}.',
  'announce.preview.unanswered_one': '{{count}} doprinos još nema status.',
  'announce.preview.unanswered_few': '{{count}} doprinosa još nemaju status.',
  'announce.preview.unanswered_other': '{{count}} doprinosa još nema status.',
  'announce.preview.supported': '{{text}} (podržano)',
  'announce.preview.byHand': 'nije članica: javlja se lično',
  'announce.preview.moreOrganisations_one': 'i još {{count}} organizacija',
  'announce.preview.moreOrganisations_few': 'i još {{count}} organizacije',
  'announce.preview.moreOrganisations_other': 'i još {{count}} organizacija',
  'announce.preview.nothingYet': 'Još niko nije obavešten.',
  'announce.preview.changed': 'U međuvremenu se nešto promenilo: pogledajte ponovo.',
  'announce.nothing': 'Svi upisani odgovori na {{number}} su već objavljeni.',
  'announce.nothingRecorded':
    'Nema šta da se objavi: za {{number}} nije upisan nijedan novi status. Upisuju se sa „odgovor upiši“ ili „odgovor uvezi“.',
  'announce.sent_one': 'Javlja se {{count}} odgovor. Organizacija: {{organisations}}.',
  'announce.sent_few': 'Javljaju se {{count}} odgovora. Organizacija: {{organisations}}.',
  'announce.sent_other': 'Javlja se {{count}} odgovora. Organizacija: {{organisations}}.',
  'announce.sentByHand': '{{sent}} Ovima javite sami: {{names}}',
  'announce.what': 'odgovori na {{name}}',
  'announce.whatCorrection': 'ispravka odgovora na {{name}}',
  'announce.whatSheet': 'tabela odgovora na {{name}}',
} as const;
