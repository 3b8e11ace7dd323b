export default {
  'escalation.describe.set': 'Odredi kome se predočavaju aktivnosti koje dugo kasne',
  'escalation.describe.end': 'Ne navodi više nikoga',
  'escalation.option.person': 'Ko to dobija i direktnom porukom',
  'escalation.form.title': 'Aktivnosti koje kasne',
  'escalation.form.intro_one':
    'Otvorene aktivnosti koje kasne {{count}} dan ili duže predočavaju se osobi koju ovde navedete. Sekretarijat dobija tekst spreman za slanje.',
  'escalation.form.intro_few':
    'Otvorene aktivnosti koje kasne {{count}} dana ili duže predočavaju se osobi koju ovde navedete. Sekretarijat dobija tekst spreman za slanje.',
  'escalation.form.intro_other':
    'Otvorene aktivnosti koje kasne {{count}} dana ili duže predočavaju se osobi koju ovde navedete. Sekretarijat dobija tekst spreman za slanje.',
  'escalation.form.cut': 'U spisak ne staju svi ciljevi: navedite nekoga za njihov plan.',
  'escalation.form.noDirect': 'Direktnu poruku ne dobija niko: za to navedite osobu u komandi.',
  'escalation.form.direct': '{{name}} to dobija i direktnom porukom.',
  'escalation.field.scope': 'Plan ili cilj',
  'escalation.field.office': 'Funkcija i institucija',
  'escalation.field.name': 'Ime',
  'escalation.hint.office': 'Npr. generalni sekretar Kancelarije premijera; crta (–) ako niko više',
  'escalation.set_one':
    '{{scope}}, aktivnosti koje kasne {{count}} dan ili duže. Kome se predočavaju: {{to}}.',
  'escalation.set_few':
    '{{scope}}, aktivnosti koje kasne {{count}} dana ili duže. Kome se predočavaju: {{to}}.',
  'escalation.set_other':
    '{{scope}}, aktivnosti koje kasne {{count}} dana ili duže. Kome se predočavaju: {{to}}.',
  'escalation.setAlready': 'To je već sačuvano.',
  'escalation.already_one':
    'Toliko već kasni {{count}} aktivnost: sekretarijat je dobija u narednom terminu za slanje.',
  'escalation.already_few':
    'Toliko već kasne {{count}} aktivnosti: sekretarijat ih dobija u narednom terminu za slanje.',
  'escalation.already_other':
    'Toliko već kasni {{count}} aktivnosti: sekretarijat ih dobija u narednom terminu za slanje.',
  'escalation.ended': 'Više nije naveden(a): {{to}}.',
  'escalation.gone': 'To je već povučeno ili promenjeno.',
  'escalation.what': 'predočavanje aktivnosti koje kasne u planu „{{name}}“',
  'escalation.head_one': 'Za predočavanje ({{to}}): {{count}} aktivnost koja kasni',
  'escalation.head_few': 'Za predočavanje ({{to}}): {{count}} aktivnosti koje kasne',
  'escalation.head_other': 'Za predočavanje ({{to}}): {{count}} aktivnosti koje kasne',
  'escalation.headDirect_one': 'Predočava vam se {{count}} aktivnost koja kasni',
  'escalation.headDirect_few': 'Predočavaju vam se {{count}} aktivnosti koje kasne',
  'escalation.headDirect_other': 'Predočava vam se {{count}} aktivnosti koje kasne',
  'escalation.sendOn': 'Tekst ispod je spreman za slanje.',
  'escalation.alsoDirect': '{{name}} to dobija i direktnom porukom.',
  'escalation.letter_one':
    '{{count}} aktivnost plana „{{plan}}“ još je otvorena iako joj je rok istekao:',
  'escalation.letter_few':
    '{{count}} aktivnosti plana „{{plan}}“ još su otvorene iako im je rok istekao:',
  'escalation.letter_other':
    '{{count}} aktivnosti plana „{{plan}}“ još je otvoreno iako im je rok istekao:',
  'escalation.ask': 'Molimo vas da nas obavestite kako će se nastaviti i do kada.',
  'escalation.more_one': 'i još {{count}} aktivnost: plan rokovi',
  'escalation.more_few': 'i još {{count}} aktivnosti: plan rokovi',
  'escalation.more_other': 'i još {{count}} aktivnosti: plan rokovi',
  'escalation.closed':
    '{{name}} ne prima moje direktne poruke, pa aktivnosti plana „{{plan}}“ koje kasne nisu stigle. Pošaljite sami gornji tekst.',
  'escalation.nobody': 'Ovde niko nije naveden.',
} as const;
