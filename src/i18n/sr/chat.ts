export default {
  'chat.cancel': 'Otkaži',
  'chat.close': 'Zatvori',
  'chat.continue': 'Nastavi',
  'chat.submit': 'Pošalji',
  'chat.next': 'Dalje',
  'chat.fix': 'Ispravi',
  'chat.step': 'Korak {{step}} od {{steps}}',
  'chat.stepSaved': 'Korak {{step}} od {{steps}} je sačuvan.',
  'chat.notAccepted': 'Još nije prihvaćeno. Ono što ste napisali je sačuvano.',
  'chat.reading': 'Datoteka se čita…',
  'chat.error':
    'Nešto nije u redu. Ništa što je već sačuvano nije izgubljeno. Ako se ponovi, navedite sekretarijatu ovaj kod: {{id}}',
  'chat.kept': 'Ono što ste napisali je sačuvano. Odgovor će se pojaviti ovde.',
  'chat.notKept': 'Trenutno nije moglo da se sačuva. Pošaljite ponovo za koji trenutak.',
  'chat.shortened': '… (skraćeno)',
  'chat.answerLost': 'Vaš zahtev je primljen, ali odgovor nije mogao da se prikaže.',
  'chat.lateAnswer': 'Bot se ponovo pokrenuo dok je obrađivao ono što ste poslali. Ovo je odgovor.',
  'chat.nothingOpen':
    'Ništa nije otvoreno u šta bi ovo moglo da ide. Počnite sa „Pošalji doprinos“ kod nacrta ili sa „doprinosi“; zatim napišite ili pošaljite ponovo.',
} as const;
