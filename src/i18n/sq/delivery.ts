export default {
  'delivery.describe.show': 'A po arrijnë mesazhet, dhe çka dështoi',
  'delivery.describe.retry': 'Dërgo sërish çka dështoi',
  'delivery.describe.unlink': 'Shkëput një kanal që nuk është më',
  'delivery.option.what': 'Çka të dërgohet sërish',
  'delivery.option.channel': 'Kanali',
  'delivery.head': 'Dërgesat',
  'delivery.fine': 'Gjithçka po arrin. Mesazhi i fundit: {{ago}}.',
  'delivery.nothingYet': 'Ende nuk është dërguar asgjë dhe asgjë nuk pret.',
  'delivery.waiting': 'në pritje {{number}}',
  'delivery.retrying': 'po provohen sërish {{number}}',
  'delivery.failedNumber': 'dështuar {{number}}',
  'delivery.held': 'në pritje të përmbledhjes {{number}}',
  'delivery.oldest': 'më i vjetri në pritje: {{ago}}',
  'delivery.lastSuccess': 'mesazhi i fundit: {{ago}}',
  'delivery.never': 'ende nuk ka arritur asgjë',
  'delivery.sandbox': 'hapësira e provës',
  'delivery.failed_one': 'Dështoi {{count}} mesazh, {{ago}}',
  'delivery.failed_other': 'Dështuan {{count}} mesazhe, i pari {{ago}}',
  'delivery.moreItems_one': 'dhe {{count}} tjetër',
  'delivery.moreItems_other': 'dhe {{count}} të tjera',
  'delivery.moreGroups_one': 'dhe {{count}} kanal tjetër',
  'delivery.moreGroups_other': 'dhe {{count}} kanale të tjera',
  'delivery.button.retry': 'Provo sërish: {{name}}',
  'delivery.button.retryAll': 'Provo sërish të gjitha',
  'delivery.button.retryFailed': 'Provo sërish çka dështoi',
  'delivery.button.retryOne': 'Provo sërish',
  'delivery.button.unlink': 'Shkëput: {{name}}',
  'delivery.button.show': 'Çka dështoi',
  'delivery.retried_one': '{{count}} mesazh dërgohet sërish.',
  'delivery.retried_other': '{{count}} mesazhe dërgohen sërish.',
  'delivery.nothingToRetry': 'Këtu nuk ka mbetur asgjë që dështoi.',
  'delivery.unlinked': '{{channel}} nuk është më i lidhur. Atje nuk dërgohet më asgjë.',
  'delivery.what.draft': 'projektakti {{name}}',
  'delivery.what.timesChanged': 'afatet e reja të {{name}}',
  'delivery.what.withdrawn': 'tërheqja e {{name}}',
  'delivery.what.document': 'dokumenti i {{name}}',
  'delivery.what.reminder': 'kujtesa për {{name}}',
  'delivery.what.planChart': 'grafiku i planit „{{name}}“',
  'delivery.what.planReminder': 'kujtesa për planin „{{name}}“',
  'delivery.what.contribution': 'kontributi {{name}}',
  'delivery.what.sharedContribution': 'kontributi i ndarë {{name}}',
  'delivery.what.membership': 'propozimi për {{name}}',
  'delivery.what.publication': 'ecuria e publikimit të {{name}}',
  'delivery.what.lateAnswer': 'përgjigje për një person',
  'delivery.what.notice': 'njoftimi për një dështim',
  'delivery.what.other': 'mesazh',
  'delivery.failing': 'Mesazhet nuk po arrijnë më te {{channel}}.',
  'delivery.failingHint':
    'Këtë e them vetëm një herë. Çka dështon ruhet dhe mund të dërgohet sërish kur të hiqet shkaku.',
  'delivery.works': 'Mesazhet po arrijnë sërish te {{channel}}.',
  'delivery.noLongerLinked': '{{channel}} dështoi dhe nuk është më i lidhur.',
  'delivery.refused': 'Një mesazh për {{channel}} nuk mundi të dërgohej.',
  'delivery.refusedBot': '{{platform}} nuk pranon më mesazhe nga unë.',
  'delivery.reason.notInChannel':
    'Boti nuk është më në këtë kanal. Ftojeni atje me /invite @civikos, pastaj provoni sërish.',
  'delivery.reason.noAccess':
    'Boti nuk e sheh këtë kanal. Jepini atje lejet View Channel, Send Messages dhe Read Message History, pastaj provoni sërish.',
  'delivery.reason.archived':
    'Kanali është arkivuar. Riktheni kanalin dhe provoni sërish, ose shkëputeni nëse nuk përdoret më.',
  'delivery.reason.channelUnknown':
    'Kanali nuk është më, ose është privat dhe boti është larguar prej tij. Ftoni botin dhe provoni sërish, ose shkëputni kanalin.',
  'delivery.reason.restricted':
    'Në këtë kanal nuk mund të shkruajë kushdo. Lejojeni botin të postojë te cilësimet e kanalit, pastaj provoni sërish.',
  'delivery.reason.permission':
    'Botit i mungon një leje në këtë kanal: Send Messages, Embed Links, Attach Files ose lejet për biseda (threads). Jepjani, pastaj provoni sërish.',
  'delivery.reason.noThreads':
    'Kjo nuk mundi të thuhej në bisedën nën kartë (thread): bisedat janë mbyllur, janë plot ose nuk lejohen atje. Hapni sërish bisedën ose lejoni bisedat, pastaj provoni sërish.',
  'delivery.reason.messageGone':
    'Dikush e ka fshirë mesazhin që duhej ndryshuar. Po të provoni sërish, postohet nga e para.',
  'delivery.reason.notEditable':
    'Platforma nuk e lejon më botin ta ndryshojë këtë mesazh. Mesazhi që gjendet atje mund të jetë i vjetruar.',
  'delivery.reason.content':
    'Platforma e refuzoi përmbajtjen e këtij mesazhi. Ju lutemi njoftoni atë që e mirëmban botin.',
  'delivery.reason.blocked':
    'Moderimi automatik i serverit e bllokoi mesazhin. Lejojeni botin atje, pastaj provoni sërish.',
  'delivery.reason.file':
    'Skedari u refuzua: është tepër i madh, ose skedarët nuk lejohen atje. Dërgojeni ndryshe, ose lejoni skedarët dhe provoni sërish.',
  'delivery.reason.directClosed':
    'Ky person nuk pranon mesazhe të drejtpërdrejta nga boti. Kërkojini t’i lejojë, pastaj provoni sërish.',
  'delivery.reason.personGone': 'Llogaria e këtij personi është mbyllur ose nuk ekziston më.',
  'delivery.reason.scope':
    'Aplikacionit të botit i mungon një leje. Ai që e mirëmban botin duhet ta instalojë sërish me të gjitha lejet që përmend README.',
  'delivery.reason.token':
    'Platforma nuk e pranon më botin: tokeni i tij është anuluar, ose aplikacioni është hequr. Ai që e mirëmban botin duhet ta instalojë sërish.',
  'delivery.reason.policy':
    'Një rregull i hapësirës së punës e ndalon atë që bën boti. Ju lutemi pyetni administratorët e saj, pastaj provoni sërish.',
  'delivery.reason.unexpected':
    'Një gabim në vetë botin. Ju lutemi njoftoni atë që e mirëmban; më shumë tregon ditari i tij.',
  'delivery.reason.unknown':
    'Platforma e refuzoi (kodi: {{code}}). Provoni sërish një herë; nëse dështon prapë, njoftoni atë që e mirëmban botin.',
  'publication.running': '{{number}} po dërgohet',
  'publication.ended': '{{number}} u publikua',
  'publication.sent_one': 'U dërgua në {{sent}} nga {{count}} kanal.',
  'publication.sent_other': 'U dërgua në {{sent}} nga {{count}} kanale.',
  'publication.waiting_one': '{{count}} ende pret.',
  'publication.waiting_other': '{{count}} ende presin.',
  'publication.left': 'Edhe rreth {{span}}.',
  'publication.leftLittle': 'Edhe më pak se një minutë.',
  'publication.heldBack_one': '{{count}} është ndalur.',
  'publication.heldBack_other': '{{count}} janë ndalur.',
  'publication.failed_one': '{{count}} kanal nuk e mori:',
  'publication.failed_other': '{{count}} kanale nuk e morën:',
} as const;
