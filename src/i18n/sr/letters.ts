export default {
  'setting.acknowledgementWorkingDays':
    'Radnih dana posle slanja paketa do kada se očekuje potvrda prijema',
  'setting.reportDueWorkingDays':
    'Radnih dana posle konsultacije do kada se očekuje izveštaj (neprovereno)',
  'setting.reportVeryOverdueWorkingDays':
    'Radnih dana posle toga, do kada se piše generalnom sekretaru',
  'setting.reportCouncilWorkingDays': 'Radnih dana posle toga, do kada postaje tačka za Savet',

  'clock.head': '{{number}}: dokle je stiglo kod institucije {{institution}}',
  'clock.sent': '{{bundle}}: poslato {{day}}',
  'clock.sentTo': '{{bundle}}: poslato {{day}}, primalac: {{to}}',
  'clock.onItsWay': '{{bundle}} je na putu',
  'clock.acknowledged': 'prijem potvrđen {{day}}',
  'clock.protocol': 'broj protokola {{protocol}}',
  'clock.notAcknowledged': 'prijem još nije potvrđen',
  'clock.ended.answered': 'Institucija je odgovorila: ništa se više ne čeka.',
  'clock.ended.withdrawn': 'Nacrt je povučen: ništa se više ne čeka.',
  'clock.step.acknowledgement': 'očekuje se potvrda prijema paketa {{bundle}}',
  'clock.step.reportDue': 'rok za izveštaj',
  'clock.step.overdue': 'kasni: Kancelarija za dobro upravljanje',
  'clock.step.veryOverdue': 'dugo kasni: generalni sekretar',
  'clock.step.council': 'tačka za Savet',
  'clock.passed': 'prošlo',
  'clock.unverified':
    'Broj radnih dana do izveštaja je po sećanju na Uredbu (VRK) br. 05/2016 i neproveren; ostali koraci su naš izbor.',
  'clock.counted': 'Izveštaj za {{number}}: od zatvaranja konsultacije do {{due}}',

  'letter.describe.list': 'Dopisi koji čekaju na slanje',
  'letter.describe.show': 'Prikaži dopis',
  'letter.describe.send': 'Pošalji dopis e-poštom',
  'letter.describe.edit': 'Izmeni tekst dopisa',
  'letter.describe.file': 'Dopis kao datoteka',
  'letter.describe.sent': 'Zabeleži da ste dopis sami poslali',
  'letter.describe.aside': 'Ostavi dopis po strani',
  'letter.option.letter': 'Dopis',
  'letter.option.seen': 'Ono što je viđeno',
  'letter.option.format': 'Vrsta datoteke',
  'letter.head.waits': 'Spremno za slanje',
  'letter.head.onItsWay': 'Na putu e-poštom',
  'letter.head.sent': 'Poslato {{day}}',
  'letter.head.ended': 'Više nije potrebno',
  'letter.to': 'Za',
  'letter.unverified':
    'Broj radnih dana u njemu je neproveren: uporedite ga sa Uredbom (VRK) br. 05/2016 pre slanja.',
  'letter.missingContact': 'Adresa nije određena: {{role}}. Prvo odredite kontakt.',
  'letter.line': '{{role}} – {{about}}',
  'letter.button.send': 'Pošalji e-poštom',
  'letter.button.edit': 'Izmeni',
  'letter.button.docx': 'Kao DOCX',
  'letter.button.pdf': 'Kao PDF',
  'letter.button.sent': 'Označi kao poslato',
  'letter.button.aside': 'Ostavi po strani',
  'letter.button.show': 'Dopis {{number}}',
  'letter.none': 'Nijedan dopis ne čeka na slanje.',
  'letter.waiting_one': '{{count}} dopis čeka na slanje',
  'letter.waiting_few': '{{count}} dopisa čekaju na slanje',
  'letter.waiting_other': '{{count}} dopisa čeka na slanje',
  'letter.more_one': 'i još {{count}}',
  'letter.more_few': 'i još {{count}}',
  'letter.more_other': 'i još {{count}}',
  'letter.sending': '„{{title}}“ je na putu za {{to}}. Bićete obavešteni kada bude poslato.',
  'letter.kept': 'Sačuvano: „{{title}}“.',
  'letter.asideKept': 'Ostavljeno po strani: „{{title}}“. Ostaje zabeleženo.',
  'letter.sentKept': 'Sačuvano: „{{title}}“ je poslato.',
  'letter.isSent': 'Ovaj dopis je već poslat.',
  'letter.isEnded': 'Ovaj dopis više nije potreban.',
  'letter.onItsWay': 'Ovaj dopis je na putu.',
  'letter.noAddress': 'Za ovaj dopis nije određena adresa.',
  'letter.changed':
    'Dopis ili primalac je u međuvremenu promenjen. Ništa nije poslato: pogledajte ponovo.',
  'letter.dayBefore': 'Tog dana dopis još nije bio napisan.',
  'letter.edit.title': 'Dopis',
  'letter.edit.subject': 'Predmet',
  'letter.edit.body': 'Tekst',
  'letter.sent.title': 'Dopis poslat',
  'letter.sent.day': 'Kog dana',
  'letter.sent.how': 'Kako',
  'letter.sent.howHint': 'Poštom, lično, sa svoje adrese e-pošte, …',
  'letter.fileComing': 'Datoteka stiže u ovaj kanal.',
  'letter.fileComingDirectly': 'Datoteka stiže kao direktna poruka.',
  'letter.fileCaption': 'Dopis: {{title}}',
  'letter.day.head': 'Institucije',
  'letter.day.overdue': '{{number}}: rok za izveštaj bio je {{due}} (neprovereno)',
  'letter.day.button': 'Dopisi',

  'letter.mail.bundleSubject': 'Doprinosi civilnog društva: {{title}} ({{bundle}})',
  'letter.mail.bundleBody':
    'Poštovani,\n\nu prilogu su doprinosi organizacija civilnog društva za „{{title}}“: paket {{bundle}} (naš broj nacrta: {{number}}). Dan zatvaranja konsultacije: {{closes}}\n\nMolimo vas da potvrdite prijem i obavestite nas pod kojim brojem su zavedeni u vašem protokolu.\n\nSHA-256 zaključanog sadržaja je {{hash}}.\n\nS poštovanjem,\nCiviKos, Sekretarijat',
  'letter.text.greeting': 'Poštovani,',
  'letter.text.sent':
    'organizacije civilnog društva učestvovale su u javnoj konsultaciji o „{{title}}“ (naš broj: {{number}}; institucija predlagač: {{institution}}); dan njenog zatvaranja: {{closes}} Njihovi doprinosi poslati su instituciji:',
  'letter.text.sentMeanwhile':
    'organizacije civilnog društva učestvuju u javnoj konsultaciji o „{{title}}“ (naš broj: {{number}}; institucija predlagač: {{institution}}; dan zatvaranja: {{closes}}). Njihovi doprinosi poslati su instituciji:',
  'letter.text.went': '{{bundle}}, {{day}}',
  'letter.text.wentProtocol': '{{bundle}}, {{day}}, broj protokola {{protocol}}',
  'letter.text.ends_one':
    'Po našem računanju, {{count}} radni dan posle zatvaranja konsultacije ističe {{due}}',
  'letter.text.ends_few':
    'Po našem računanju, {{count}} radna dana posle zatvaranja konsultacije ističu {{due}}',
  'letter.text.ends_other':
    'Po našem računanju, {{count}} radnih dana posle zatvaranja konsultacije ističe {{due}}',
  'letter.text.ended_one':
    'Po našem računanju, {{count}} radni dan posle zatvaranja konsultacije istekao je {{due}} Nismo primili ni izveštaj o konsultaciji ni odgovor na sve doprinose.',
  'letter.text.ended_few':
    'Po našem računanju, {{count}} radna dana posle zatvaranja konsultacije istekla su {{due}} Nismo primili ni izveštaj o konsultaciji ni odgovor na sve doprinose.',
  'letter.text.ended_other':
    'Po našem računanju, {{count}} radnih dana posle zatvaranja konsultacije isteklo je {{due}} Nismo primili ni izveštaj o konsultaciji ni odgovor na sve doprinose.',
  'letter.text.rule':
    'Prema Uredbi (VRK) br. 05/2016 o minimalnim standardima za proces javnih konsultacija, institucija predlagač odgovara onima koji su učestvovali, s razlozima zbog kojih je njihove predloge prihvatila ili nije, i objavljuje izveštaj o rezultatima. Prema Poslovniku o radu Vlade br. 09/2011, o rezultatima konsultacije izveštava se zajedno s predlogom.',
  'letter.text.wroteHead': 'O ovome smo već pisali:',
  'letter.text.wrote': '{{day}} {{to}}',
  'letter.text.ask.acknowledgement':
    'Potvrdu još nismo primili. Molimo vas da potvrdite da su doprinosi kod vas i obavestite nas pod kojim brojem su zavedeni u vašem protokolu.',
  'letter.text.ask.reportDue':
    'Molimo vas da nam pošaljete izveštaj i odgovore na doprinose, ili nas obavestite kada ih možemo očekivati.',
  'letter.text.ask.overdue':
    'Kancelarija za dobro upravljanje koordinira javne konsultacije. Molimo vas da podsetite instituciju na izveštaj i obavestite nas kada se može očekivati.',
  'letter.text.ask.veryOverdue':
    'Molimo vas da se postarate da institucija odgovori na doprinose i objavi izveštaj, i da nas obavestite do kada.',
  'letter.text.ask.council':
    'Predlažemo da Savet ovo razmotri na narednoj sednici: da ga institucija izvesti zašto odgovor nije dat i do kada će biti dat.',
  'letter.text.closing': 'S poštovanjem,\nCiviKos, Sekretarijat',
  'letter.title.acknowledgement': 'Potvrda prijema: doprinosi za {{number}}',
  'letter.title.reportDue': 'Izveštaj o javnoj konsultaciji: {{number}}',
  'letter.title.overdue': 'Izveštaj o javnoj konsultaciji kasni: {{number}}',
  'letter.title.veryOverdue': 'Izveštaj o javnoj konsultaciji dugo kasni: {{number}}',
  'letter.title.council': 'Tačka za Savet: nema izveštaja o javnoj konsultaciji {{number}}',
  'letter.what': 'dopis „{{name}}“',
} as const;
