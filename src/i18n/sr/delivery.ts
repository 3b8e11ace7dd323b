export default {
  'delivery.describe.show': 'Da li poruke stižu i šta nije uspelo',
  'delivery.describe.retry': 'Ponovo pošalji što nije uspelo',
  'delivery.describe.unlink': 'Odveži kanal kojeg više nema',
  'delivery.option.what': 'Šta poslati ponovo',
  'delivery.option.channel': 'Kanal',
  'delivery.head': 'Isporuke',
  'delivery.fine': 'Sve stiže. Poslednja poruka: {{ago}}.',
  'delivery.nothingYet': 'Još ništa nije poslato i ništa ne čeka.',
  'delivery.waiting': 'čeka {{number}}',
  'delivery.retrying': 'ponovo se pokušava {{number}}',
  'delivery.failedNumber': 'neuspelo {{number}}',
  'delivery.oldest': 'najstarija čeka: {{ago}}',
  'delivery.lastSuccess': 'poslednja poruka: {{ago}}',
  'delivery.never': 'još ništa nije stiglo',
  'delivery.sandbox': 'probni prostor',
  'delivery.failed_one': 'Nije uspela {{count}} poruka, {{ago}}',
  'delivery.failed_few': 'Nisu uspele {{count}} poruke, prva {{ago}}',
  'delivery.failed_other': 'Nije uspelo {{count}} poruka, prva {{ago}}',
  'delivery.moreItems_one': 'i još {{count}}',
  'delivery.moreItems_few': 'i još {{count}}',
  'delivery.moreItems_other': 'i još {{count}}',
  'delivery.moreGroups_one': 'i još {{count}} kanal',
  'delivery.moreGroups_few': 'i još {{count}} kanala',
  'delivery.moreGroups_other': 'i još {{count}} kanala',
  'delivery.button.retry': 'Pokušaj ponovo: {{name}}',
  'delivery.button.retryAll': 'Pokušaj ponovo sve',
  'delivery.button.retryFailed': 'Pokušaj ponovo neuspelo',
  'delivery.button.retryOne': 'Pokušaj ponovo',
  'delivery.button.unlink': 'Odveži: {{name}}',
  'delivery.button.show': 'Šta nije uspelo',
  'delivery.retried_one': '{{count}} poruka se šalje ponovo.',
  'delivery.retried_few': '{{count}} poruke se šalju ponovo.',
  'delivery.retried_other': '{{count}} poruka se šalje ponovo.',
  'delivery.nothingToRetry': 'Ovde više nema ničega što nije uspelo.',
  'delivery.unlinked': '{{channel}} više nije povezan. Tamo se više ništa ne šalje.',
  'delivery.what.draft': 'nacrt {{name}}',
  'delivery.what.timesChanged': 'novi rokovi nacrta {{name}}',
  'delivery.what.withdrawn': 'povlačenje nacrta {{name}}',
  'delivery.what.document': 'dokument uz {{name}}',
  'delivery.what.reminder': 'podsetnik za {{name}}',
  'delivery.what.planReminder': 'podsetnik za plan „{{name}}“',
  'delivery.what.contribution': 'doprinos {{name}}',
  'delivery.what.membership': 'predlog za osobu {{name}}',
  'delivery.what.publication': 'tok objavljivanja nacrta {{name}}',
  'delivery.what.lateAnswer': 'odgovor osobi',
  'delivery.what.notice': 'obaveštenje o neuspehu',
  'delivery.what.other': 'poruka',
  'delivery.failing': 'Poruke više ne stižu u {{channel}}.',
  'delivery.failingHint':
    'Ovo kažem samo jednom. Što ne uspe, čuva se i može ponovo da se pošalje kada se otkloni uzrok.',
  'delivery.works': 'Poruke ponovo stižu u {{channel}}.',
  'delivery.noLongerLinked': '{{channel}} nije radio i više nije povezan.',
  'delivery.refused': 'Jedna poruka za {{channel}} nije mogla da se pošalje.',
  'delivery.refusedBot': '{{platform}} više ne prima moje poruke.',
  'delivery.reason.notInChannel':
    'Bot više nije u ovom kanalu. Pozovite ga tamo sa /invite @civikos, pa pokušajte ponovo.',
  'delivery.reason.noAccess':
    'Bot ne vidi ovaj kanal. Dajte mu tamo dozvole View Channel, Send Messages i Read Message History, pa pokušajte ponovo.',
  'delivery.reason.archived':
    'Kanal je arhiviran. Vratite ga i pokušajte ponovo, ili ga odvežite ako se više ne koristi.',
  'delivery.reason.channelUnknown':
    'Kanala više nema, ili je privatan a bot je iz njega uklonjen. Pozovite bota i pokušajte ponovo, ili odvežite kanal.',
  'delivery.reason.restricted':
    'U ovom kanalu ne može svako da piše. U podešavanjima kanala dozvolite botu da objavljuje, pa pokušajte ponovo.',
  'delivery.reason.permission':
    'Botu u ovom kanalu nedostaje dozvola: Send Messages, Embed Links, Attach Files ili dozvole za niti (threads). Dajte mu je, pa pokušajte ponovo.',
  'delivery.reason.noThreads':
    'Ovo nije moglo da se kaže u niti (thread): niti su zatvorene, pune ili tamo nisu dozvoljene. Otvorite nit ponovo ili dozvolite niti, pa pokušajte ponovo.',
  'delivery.reason.messageGone':
    'Neko je obrisao poruku koju je trebalo izmeniti. Ponovni pokušaj je objavljuje iznova.',
  'delivery.reason.notEditable':
    'Platforma više ne dozvoljava botu da izmeni ovu poruku. Poruka koja tamo stoji možda je zastarela.',
  'delivery.reason.content':
    'Platforma je odbila sadržaj ove poruke. Obavestite onoga ko održava bota.',
  'delivery.reason.blocked':
    'Automatska moderacija servera je blokirala poruku. Dozvolite tamo bota, pa pokušajte ponovo.',
  'delivery.reason.file':
    'Datoteka je odbijena: prevelika je ili datoteke tamo nisu dozvoljene. Pošaljite je drugačije, ili dozvolite datoteke i pokušajte ponovo.',
  'delivery.reason.directClosed':
    'Ova osoba ne prima direktne poruke od bota. Zamolite je da ih dozvoli, pa pokušajte ponovo.',
  'delivery.reason.personGone': 'Nalog ove osobe je zatvoren ili više ne postoji.',
  'delivery.reason.scope':
    'Aplikaciji bota nedostaje dozvola. Ko održava bota treba da je ponovo instalira sa svim dozvolama koje navodi README.',
  'delivery.reason.token':
    'Platforma više ne prihvata bota: njegov token je opozvan ili je aplikacija uklonjena. Ko održava bota treba da je ponovo instalira.',
  'delivery.reason.policy':
    'Pravilo radnog prostora zabranjuje ono što bot radi. Obratite se njegovim administratorima, pa pokušajte ponovo.',
  'delivery.reason.unexpected':
    'Greška u samom botu. Obavestite onoga ko ga održava; više piše u dnevniku.',
  'delivery.reason.unknown':
    'Platforma je to odbila (kôd: {{code}}). Pokušajte ponovo jednom; ako opet ne uspe, obavestite onoga ko održava bota.',
  'publication.running': 'Nacrt {{number}} se šalje',
  'publication.ended': 'Nacrt {{number}} je objavljen',
  'publication.sent_one': 'Poslato u {{sent}} od {{count}} kanala.',
  'publication.sent_few': 'Poslato u {{sent}} od {{count}} kanala.',
  'publication.sent_other': 'Poslato u {{sent}} od {{count}} kanala.',
  'publication.waiting_one': 'Još čeka {{count}}.',
  'publication.waiting_few': 'Još čekaju {{count}}.',
  'publication.waiting_other': 'Još čeka {{count}}.',
  'publication.left': 'Još oko {{span}}.',
  'publication.leftLittle': 'Još manje od minuta.',
  'publication.heldBack_one': 'Zadržan je {{count}}.',
  'publication.heldBack_few': 'Zadržana su {{count}}.',
  'publication.heldBack_other': 'Zadržano je {{count}}.',
  'publication.failed_one': '{{count}} kanal ga nije dobio:',
  'publication.failed_few': '{{count}} kanala ga nisu dobila:',
  'publication.failed_other': '{{count}} kanala ga nije dobilo:',
} as const;
