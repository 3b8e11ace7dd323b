export default {
  'membership.nameMissing': 'Ju lutemi shkruani emrin e organizatës.',
  'membership.organisationKnown': '„{{name}}“ është tashmë në listë.',
  'membership.organisationMissing': 'Ju lutemi shkruani një organizatë.',
  'membership.organisationUnknown': 'Nuk njoh asnjë organizatë me emrin „{{name}}“.',
  'membership.organisationAmbiguous':
    'Disa organizata përputhen me „{{name}}“. Ju lutemi shkruani emrin e plotë.',
  'membership.organisationAdded': '{{name}} tani është në listën e organizatave anëtare.',
  'membership.linkNeedsOrganisation': 'I kujt është ky kanal? Ju lutemi shkruani organizatën.',
  'membership.notLinked': 'Ky kanal nuk është i lidhur.',
  'membership.linked.member':
    'Ky është tani kanal i organizatës {{name}}. Projektaktet vijnë këtu në gjuhën: {{language}}.',
  'membership.linked.general':
    'Ky është tani kanal i përgjithshëm. Projektaktet vijnë këtu në gjuhën: {{language}}.',
  'membership.linked.secretariat': 'Ky është tani kanali i sekretariatit, në gjuhën: {{language}}.',
  'membership.unlinked': 'Ky kanal nuk është më i lidhur. Këtu nuk do të postohet më asgjë.',
  'membership.notMember':
    'Ende nuk e di në emër të kujt flisni. Përdorni „anëtar bashkohu“, ose bëjeni këtë në kanalin e organizatës suaj.',
  'membership.severalOrganisations':
    'Ju u përkisni disa organizatave. Ju lutemi bëjeni këtë në kanalin e asaj në emër të së cilës flisni.',
  'membership.rejected':
    'Sekretariati nuk ju ka konfirmuar si përfaqësues të organizatës {{name}}. Ju lutemi pyetni sekretariatin.',
  'membership.observer':
    'Ju jeni vëzhgues i organizatës {{name}}: mund të lexoni gjithçka, ndërsa veprojnë përfaqësuesit.',
  'membership.already': 'Ju jeni tashmë përfaqësues i organizatës {{name}}.',
  'membership.proposed':
    'U propozuat si përfaqësues i organizatës {{name}}. Sekretariati do ta konfirmojë; ajo që dërgoni ndërkohë vlen që nga tani.',
  'membership.unknown': 'Ai propozim nuk ekziston më.',
  'membership.personUnknown': 'Ai person ende nuk e ka përdorur botin.',
  'membership.personWithoutOrganisation': 'Ai person ende nuk i përket asnjë organizate.',
  'membership.roleSet': '{{person}} tani ka rolin: {{role}}.',
  'membership.role.admin': 'administrator',
  'membership.role.staff': 'staf i sekretariatit',
  'membership.role.delegate': 'përfaqësues',
  'membership.role.observer': 'vëzhgues',
  'membership.role.board': 'anëtar i bordit',
  'membership.role.none': 'pa rol në sekretariat e në bord',
  'membership.purpose.member': 'Kanal i një organizate',
  'membership.purpose.general': 'Kanal i përgjithshëm',
  'membership.purpose.secretariat': 'Kanali i sekretariatit',
  'membership.card.proposed':
    '{{person}} dëshiron të flasë në emër të organizatës {{organisation}}.',
  'membership.card.accepted': '{{person}} flet në emër të organizatës {{organisation}}.',
  'membership.card.rejected':
    '{{person}} nuk u konfirmua si përfaqësues i organizatës {{organisation}}.',
  'membership.card.ended': '{{person}} nuk flet më në emër të organizatës {{organisation}}.',
  'membership.card.since': 'Propozuar më {{at}}',
  'membership.button.accept': 'Prano',
  'membership.button.reject': 'Refuzo',
  'membership.noneProposed': 'Askush nuk pret të pranohet.',
  'membership.proposedList_one': '{{count}} person pret të pranohet',
  'membership.proposedList_other': '{{count}} persona presin të pranohen',
  'membership.describe.organisationAdd': 'Shto një organizatë anëtare',
  'membership.describe.channelLink':
    'Bëje këtë kanal të një organizate, të përgjithshëm ose të sekretariatit',
  'membership.describe.channelUnlink': 'Ndalo postimet në këtë kanal',
  'membership.describe.memberJoin': 'Kërko të flasësh në emër të një organizate',
  'membership.describe.memberList': 'Kush pret të pranohet',
  'membership.describe.memberRole': 'Jepi një personi një rol',
  'membership.describe.memberAccept': 'Prano një përfaqësues të propozuar',
  'membership.describe.memberReject': 'Refuzo një përfaqësues të propozuar',
  'membership.option.name': 'Emri i shkurtër, siç e quajnë njerëzit',
  'membership.option.fullName': 'Emri i plotë',
  'membership.option.purpose': 'Për çka shërben kanali',
  'membership.option.organisation': 'Organizata',
  'membership.option.language': 'Gjuha e kanalit',
  'membership.option.person': 'Personi',
  'membership.option.role': 'Roli',
  'membership.badPurpose':
    'Ju lutemi thoni për çka shërben kanali: anëtar, përgjithshëm ose sekretariat.',
  'membership.badRole': 'Rolet e mundshme: {{roles}}.',
  'membership.lastSecretariat':
    'Ky është kanali i vetëm i sekretariatit: këtu vijnë propozimet dhe kujtesat. Lidhni së pari një tjetër.',
} as const;
