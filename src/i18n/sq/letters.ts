export default {
  'setting.acknowledgementWorkingDays':
    'Ditë pune pas dërgimit të pakos deri kur pritet konfirmimi i pranimit',
  'setting.reportDueWorkingDays':
    'Ditë pune pas konsultimit deri kur pritet raporti (e paverifikuar)',
  'setting.reportVeryOverdueWorkingDays':
    'Ditë pune pas kësaj, deri kur i shkruhet Sekretarit të Përgjithshëm',
  'setting.reportCouncilWorkingDays': 'Ditë pune pas kësaj, deri kur bëhet pikë për Këshillin',

  'clock.head': '{{number}}: ku ka mbetur te {{institution}}',
  'clock.sent': '{{bundle}} u dërgua më {{day}}',
  'clock.sentTo': '{{bundle}} u dërgua më {{day}} te {{to}}',
  'clock.onItsWay': '{{bundle}} është rrugës',
  'clock.acknowledged': 'pranimi u konfirmua më {{day}}',
  'clock.protocol': 'numri i protokollit {{protocol}}',
  'clock.notAcknowledged': 'pranimi ende i pakonfirmuar',
  'clock.ended.answered': 'Institucioni është përgjigjur: nuk pritet më asgjë.',
  'clock.ended.withdrawn': 'Projektakti u tërhoq: nuk pritet më asgjë.',
  'clock.step.acknowledgement': 'pritet konfirmimi i pranimit të {{bundle}}',
  'clock.step.reportDue': 'afati i raportit',
  'clock.step.overdue': 'me vonesë: Zyra për Qeverisje të Mirë',
  'clock.step.veryOverdue': 'me vonesë të gjatë: Sekretari i Përgjithshëm',
  'clock.step.council': 'pikë për Këshillin',
  'clock.passed': 'kaloi',
  'clock.unverified':
    'Numri i ditëve të punës deri te raporti është nga kujtesa për Rregulloren (QRK) nr. 05/2016 dhe i paverifikuar; hapat e tjerë janë zgjedhja jonë.',
  'clock.counted': 'Raporti për {{number}}: nga mbyllja e konsultimit deri më {{due}}',

  'letter.describe.list': 'Shkresat që presin të dërgohen',
  'letter.describe.show': 'Shfaq një shkresë',
  'letter.describe.send': 'Dërgo një shkresë me postë elektronike',
  'letter.describe.edit': 'Ndrysho tekstin e një shkrese',
  'letter.describe.file': 'Shkresa si skedar',
  'letter.describe.sent': 'Shëno se e keni dërguar vetë një shkresë',
  'letter.describe.aside': 'Lër mënjanë një shkresë',
  'letter.option.letter': 'Shkresa',
  'letter.option.seen': 'Ajo që u pa',
  'letter.option.format': 'Lloji i skedarit',
  'letter.head.waits': 'Gati për dërgim',
  'letter.head.onItsWay': 'Rrugës me postë elektronike',
  'letter.head.sent': 'Dërguar më {{day}}',
  'letter.head.ended': 'Nuk nevojitet më',
  'letter.to': 'Për',
  'letter.unverified':
    'Numri i ditëve të punës në të është i paverifikuar: krahasojeni me Rregulloren (QRK) nr. 05/2016 para se ta dërgoni.',
  'letter.missingContact': 'Nuk është caktuar adresë: {{role}}. Caktoni më parë kontaktin.',
  'letter.line': '{{role}} – {{about}}',
  'letter.button.send': 'Dërgo me postë elektronike',
  'letter.button.edit': 'Ndrysho',
  'letter.button.docx': 'Si DOCX',
  'letter.button.pdf': 'Si PDF',
  'letter.button.sent': 'Shëno si të dërguar',
  'letter.button.aside': 'Lër mënjanë',
  'letter.button.show': 'Shkresa {{number}}',
  'letter.none': 'Asnjë shkresë nuk pret të dërgohet.',
  'letter.waiting_one': '{{count}} shkresë pret të dërgohet',
  'letter.waiting_other': '{{count}} shkresa presin të dërgohen',
  'letter.more_one': 'dhe {{count}} tjetër',
  'letter.more_other': 'dhe {{count}} të tjera',
  'letter.sending': '„{{title}}“ është rrugës për {{to}}. Njoftoheni kur të jetë dërguar.',
  'letter.kept': 'U ruajt: „{{title}}“.',
  'letter.asideKept': 'U la mënjanë: „{{title}}“. Mbetet e shënuar.',
  'letter.sentKept': 'U ruajt: „{{title}}“ është dërguar.',
  'letter.isSent': 'Kjo shkresë është dërguar tashmë.',
  'letter.isEnded': 'Kjo shkresë nuk nevojitet më.',
  'letter.onItsWay': 'Kjo shkresë është rrugës.',
  'letter.noAddress': 'Për këtë shkresë nuk është caktuar adresë.',
  'letter.changed':
    'Shkresa ose marrësi i saj u ndryshua ndërkohë. Nuk u dërgua asgjë: shikojeni sërish.',
  'letter.dayBefore': 'Atë ditë shkresa nuk ishte shkruar ende.',
  'letter.edit.title': 'Shkresa',
  'letter.edit.subject': 'Lënda',
  'letter.edit.body': 'Teksti',
  'letter.sent.title': 'Shkresa e dërguar',
  'letter.sent.day': 'Në cilën ditë',
  'letter.sent.how': 'Si',
  'letter.sent.howHint': 'Me postë, me dorë, nga adresa juaj e postës elektronike, …',
  'letter.fileComing': 'Skedari po vjen në këtë kanal.',
  'letter.fileComingDirectly': 'Skedari po vjen si mesazh i drejtpërdrejtë.',
  'letter.fileCaption': 'Shkresa: {{title}}',
  'letter.day.head': 'Institucionet',
  'letter.day.overdue': '{{number}}: afati i raportit ishte {{due}} (i paverifikuar)',
  'letter.day.button': 'Shkresat',

  'letter.mail.bundleSubject': 'Kontributet e shoqërisë civile: {{title}} ({{bundle}})',
  'letter.mail.bundleBody':
    'Të nderuar,\n\nbashkëngjitur gjeni kontributet e organizatave të shoqërisë civile për „{{title}}“: pakoja {{bundle}} (numri ynë i projektaktit: {{number}}). Dita e mbylljes së konsultimit: {{closes}}.\n\nJu lutemi ta konfirmoni pranimin dhe të na njoftoni me cilin numër janë regjistruar në protokollin tuaj.\n\nSHA-256 i përmbajtjes së ngrirë është {{hash}}.\n\nMe respekt,\nCiviKos, Sekretariati',
  'letter.text.greeting': 'Të nderuar,',
  'letter.text.sent':
    'organizatat e shoqërisë civile morën pjesë në konsultimin publik për „{{title}}“ (numri ynë: {{number}}; institucioni propozues: {{institution}}), i cili u mbyll më {{closes}}. Kontributet e tyre iu dërguan institucionit:',
  'letter.text.sentMeanwhile':
    'organizatat e shoqërisë civile marrin pjesë në konsultimin publik për „{{title}}“ (numri ynë: {{number}}; institucioni propozues: {{institution}}; dita e mbylljes: {{closes}}). Kontributet e tyre iu dërguan institucionit:',
  'letter.text.went': '{{bundle}}, më {{day}}',
  'letter.text.wentProtocol': '{{bundle}}, më {{day}}, numri i protokollit {{protocol}}',
  'letter.text.ends_one':
    'Sipas numërimit tonë, {{count}} ditë pune pas mbylljes së konsultimit përfundon më {{due}}.',
  'letter.text.ends_other':
    'Sipas numërimit tonë, {{count}} ditë pune pas mbylljes së konsultimit përfundojnë më {{due}}.',
  'letter.text.ended_one':
    'Sipas numërimit tonë, {{count}} ditë pune pas mbylljes së konsultimit përfundoi më {{due}}. Nuk kemi pranuar as raportin e konsultimit, as përgjigje për të gjitha kontributet.',
  'letter.text.ended_other':
    'Sipas numërimit tonë, {{count}} ditë pune pas mbylljes së konsultimit përfunduan më {{due}}. Nuk kemi pranuar as raportin e konsultimit, as përgjigje për të gjitha kontributet.',
  'letter.text.rule':
    'Sipas Rregullores (QRK) nr. 05/2016 për Standardet Minimale për Procesin e Konsultimit Publik, institucioni propozues u përgjigjet atyre që kanë marrë pjesë, me arsyet pse i ka pranuar ose nuk i ka pranuar propozimet e tyre, dhe publikon raport për rezultatet. Sipas Rregullores së Punës së Qeverisë nr. 09/2011, rezultatet e konsultimit raportohen bashkë me propozimin.',
  'letter.text.wroteHead': 'Për këtë kemi shkruar edhe më parë:',
  'letter.text.wrote': '{{day}}: {{to}}',
  'letter.text.ask.acknowledgement':
    'Ende nuk kemi marrë konfirmim. Ju lutemi të konfirmoni se i keni pranuar kontributet dhe të na njoftoni me cilin numër janë regjistruar në protokollin tuaj.',
  'letter.text.ask.reportDue':
    'Ju lutemi të na dërgoni raportin dhe përgjigjet për kontributet, ose të na njoftoni kur mund t’i presim.',
  'letter.text.ask.overdue':
    'Zyra për Qeverisje të Mirë i bashkërendon konsultimet publike. Ju lutemi t’ia kujtoni institucionit raportin dhe të na njoftoni kur mund të pritet.',
  'letter.text.ask.veryOverdue':
    'Ju lutemi të kujdeseni që institucioni t’u përgjigjet kontributeve dhe ta publikojë raportin, dhe të na njoftoni deri kur.',
  'letter.text.ask.council':
    'Propozojmë që Këshilli ta shqyrtojë këtë në mbledhjen e ardhshme: institucioni t’i raportojë pse nuk është dhënë përgjigje dhe deri kur do të jepet.',
  'letter.text.closing': 'Me respekt,\nCiviKos, Sekretariati',
  'letter.title.acknowledgement': 'Konfirmimi i pranimit: kontributet për {{number}}',
  'letter.title.reportDue': 'Raporti i konsultimit publik: {{number}}',
  'letter.title.overdue': 'Raporti i konsultimit publik me vonesë: {{number}}',
  'letter.title.veryOverdue': 'Raporti i konsultimit publik me vonesë të gjatë: {{number}}',
  'letter.title.council': 'Pikë për Këshillin: pa raport për konsultimin publik {{number}}',
  'letter.what': 'shkresa „{{name}}“',
} as const;
