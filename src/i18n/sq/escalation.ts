export default {
  'escalation.describe.set': 'Cakto kujt i paraqiten aktivitetet që vonohen gjatë',
  'escalation.describe.end': 'Mos emërto më askënd',
  'escalation.option.person': 'Kush e merr edhe si mesazh të drejtpërdrejtë',
  'escalation.form.title': 'Aktivitetet me vonesë',
  'escalation.form.intro_one':
    'Aktivitetet e hapura që vonohen {{count}} ditë ose më gjatë i paraqiten personit që emërtoni këtu. Sekretariati merr tekstin gati për dërgim.',
  'escalation.form.intro_other':
    'Aktivitetet e hapura që vonohen {{count}} ditë ose më gjatë i paraqiten personit që emërtoni këtu. Sekretariati merr tekstin gati për dërgim.',
  'escalation.form.cut':
    'Në listë nuk hyjnë të gjithë objektivat: emërtoni dikë për planin e tyre.',
  'escalation.form.noDirect':
    'Mesazh të drejtpërdrejtë nuk merr askush: për këtë emërtoni një person në komandë.',
  'escalation.form.direct': '{{name}} e merr edhe si mesazh të drejtpërdrejtë.',
  'escalation.field.scope': 'Plani ose objektivi',
  'escalation.field.office': 'Funksioni dhe institucioni',
  'escalation.field.name': 'Emri',
  'escalation.hint.office':
    'P.sh. Sekretari i Përgjithshëm i Zyrës së Kryeministrit; vizë (–) për askënd',
  'escalation.set_one':
    '{{scope}}, aktivitetet që vonohen {{count}} ditë ose më gjatë. Kujt i paraqiten: {{to}}.',
  'escalation.set_other':
    '{{scope}}, aktivitetet që vonohen {{count}} ditë ose më gjatë. Kujt i paraqiten: {{to}}.',
  'escalation.setAlready': 'Kjo është ruajtur tashmë.',
  'escalation.already_one':
    'Aq gjatë vonohet tashmë {{count}} aktivitet: sekretariati e merr në orarin e ardhshëm të dërgimit.',
  'escalation.already_other':
    'Aq gjatë vonohen tashmë {{count}} aktivitete: sekretariati i merr në orarin e ardhshëm të dërgimit.',
  'escalation.ended': 'Nuk është më i emërtuar: {{to}}.',
  'escalation.gone': 'Kjo është tërhequr ose ndryshuar tashmë.',
  'escalation.what': 'paraqitja e aktiviteteve me vonesë të planit „{{name}}“',
  'escalation.head_one': 'Për paraqitje ({{to}}): {{count}} aktivitet me vonesë',
  'escalation.head_other': 'Për paraqitje ({{to}}): {{count}} aktivitete me vonesë',
  'escalation.headDirect_one': 'Ju paraqitet {{count}} aktivitet me vonesë',
  'escalation.headDirect_other': 'Ju paraqiten {{count}} aktivitete me vonesë',
  'escalation.sendOn': 'Teksti më poshtë është gati për dërgim.',
  'escalation.alsoDirect': '{{name}} e merr edhe si mesazh të drejtpërdrejtë.',
  'escalation.letter_one':
    '{{count}} aktivitet i planit „{{plan}}“ është ende i hapur, edhe pse afati i tij ka kaluar:',
  'escalation.letter_other':
    '{{count}} aktivitete të planit „{{plan}}“ janë ende të hapura, edhe pse afati i tyre ka kaluar:',
  'escalation.ask': 'Ju lutemi na njoftoni si do të vazhdohet dhe deri kur.',
  'escalation.more_one': 'dhe {{count}} aktivitet tjetër: plani afatet',
  'escalation.more_other': 'dhe {{count}} aktivitete të tjera: plani afatet',
  'escalation.closed':
    '{{name}} nuk i pranon mesazhet e mia të drejtpërdrejta, prandaj aktivitetet me vonesë të planit „{{plan}}“ nuk mbërritën. Ju lutemi dërgojani vetë tekstin e mësipërm.',
  'escalation.nobody': 'Këtu nuk është emërtuar askush.',
} as const;
