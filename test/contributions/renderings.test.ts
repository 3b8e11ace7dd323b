import { afterEach, expect, it } from 'vitest';
import type { Language } from '../../src/i18n/languages.ts';
import { type Desk, openDesk, opened, textOf, told } from '../chat/desk.ts';
import { draftValues, fill, press } from '../chat/story.ts';

let desk: Desk;
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

/** Everything that people are shown from the preview to the reminder, in one language. */
async function read(language: Language): Promise<string> {
  desk = await openDesk('2026-11-23 09:00', language);
  const form = opened(await desk.uses('boss', 'office', 'draft.new'));
  const values = draftValues({
    titleSr: 'Nacrt zakona o društvenim preduzećima',
    institution: 'MPMS – Ministria e Punës',
    closesOn: '2026-12-05',
    link: 'https://konsultimet.rks-gov.net/',
    summary: 'Përmbledhje.',
  });
  const preview = told(await fill(desk, 'boss', 'office', form, values));
  told(await press(desk, 'boss', 'office', preview, 'draft.publish'));
  const { id, number } = await desk.db.draft.findFirstOrThrow();
  const own = opened(await desk.presses('zef', 'kcsf', 'contribute', [number]));
  const text = {
    kind: 'amend',
    article: 'Neni 5',
    proposedText: 'Teksti i ri.',
    justification: 'Arsyeja.',
  };
  const receipt = told(await desk.submits('zef', 'kcsf', own, text));
  const contribution = await desk.db.contribution.findFirstOrThrow();
  const pieces = [
    ['preview', textOf(preview)],
    ['receipt', textOf(receipt)],
    ['card of the contribution', await desk.shown('contribution', contribution.id, 'office')],
    ['card of the draft', await desk.shown('draft', id, 'kcsf')],
    ['details', textOf(told(await desk.presses('ana', 'kcsf', 'draft.show', [number])))],
  ];
  desk.moveTo('2026-12-02 09:00');
  await desk.tick();
  pieces.push(['reminder', await desk.shown('contribution.reminder', id, 'kdi')]);
  return pieces.map(([name, shown]) => `== ${name}\n${shown}`).join('\n');
}

it('reads well in Albanian', async () => {
  expect(await read('sq')).toMatchInlineSnapshot(`
    "== preview
    Kështu do ta shohin anëtarët. Ende asgjë nuk është publikuar.
    Projektligji për Ndërmarrjet Sociale
    (numri jepet me publikim) · projektligj · Ministria e Punës (MPMS)
    Afati për kontribute te sekretariati: e premte, 4 dhjetor 2026, në orën 12:00, ora e Kosovës (CET)
    Mbyllet konsultimi i ministrisë: e shtunë, 5 dhjetor 2026, në fund të ditës, ora e Kosovës (CET)
    Koha e mbetur: 9 ditë pune
    Afat i shkurtër: 10 ditë pune; minimumi standard është 15 (të verifikohet me rregulloren).
    Konsultimi mbyllet në fundjavë.
    Dokumentet: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    Shkon në 4 kanale.
    Pa skedar dhe pa tekst nuk ka listë të neneve.
    [Publiko] [Ndrysho] [Anuloje] [Serbisht] [Anglisht]
    == receipt
    Faleminderit. Kontributi juaj është MPMS-2026-001/K-001.
    Pranuar: e hënë, 23 nëntor 2026, në orën 09:00, ora e Kosovës (CET), në emër të organizatës KCSF.
    Sekretariati ende duhet t’ju konfirmojë si përfaqësues të organizatës KCSF. Pastaj vlen që nga tani.
    Ndryshim · Neni 5
    Teksti i propozuar
    Teksti i ri.
    Arsyetimi
    Arsyeja.
    E sheh vetëm organizata juaj dhe sekretariati.
    Mund ta rishikoni ose ta tërhiqni këtu ose me „kontributet“, deri në afat: e premte, 4 dhjetor 2026, në orën 12:00, ora e Kosovës (CET).
    [Rishiko] [Tërhiq] [Ndaje me anëtarët] [Rruga]
    == card of the contribution
    MPMS-2026-001/K-001 nga KCSF
    Përfaqësuesi ende nuk është konfirmuar
    Ndryshim · Neni 5
    Teksti i propozuar
    Teksti i ri.
    Arsyetimi
    Arsyeja.
    zef · 23.11.2026, 09:00
    == card of the draft
    Projektligji për Ndërmarrjet Sociale
    MPMS-2026-001 · projektligj · Ministria e Punës (MPMS)
    Afati për kontribute te sekretariati: e premte, 4 dhjetor 2026, në orën 12:00, ora e Kosovës (CET)
    Mbyllet konsultimi i ministrisë: e shtunë, 5 dhjetor 2026, në fund të ditës, ora e Kosovës (CET)
    Koha e mbetur: 9 ditë pune
    Afat i shkurtër: 10 ditë pune; minimumi standard është 15 (të verifikohet me rregulloren).
    Konsultimi mbyllet në fundjavë.
    Dokumentet: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    KCSF: 1 kontribut
    [Kontribuo] [Na intereson] [Nuk është për ne] [Hollësitë]
    == details
    Projektligji për Ndërmarrjet Sociale
    MPMS-2026-001 · projektligj · Ministria e Punës (MPMS)
    Përmbledhje.
    Afati për kontribute te sekretariati: e premte, 4 dhjetor 2026, në orën 12:00, ora e Kosovës (CET)
    Mbyllet konsultimi i ministrisë: e shtunë, 5 dhjetor 2026, në fund të ditës, ora e Kosovës (CET)
    Koha e mbetur: 9 ditë pune
    Konsultimi i ministrisë: e hënë, 23 nëntor 2026 – e shtunë, 5 dhjetor 2026, 10 ditë pune (dita e hapjes numërohet).
    Afat i shkurtër: 10 ditë pune; minimumi standard është 15 (të verifikohet me rregulloren).
    Konsultimi mbyllet në fundjavë.
    Dokumentet: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    0 kontribute
    KCSF: 1 kontribut
    [Kontribuo] [Më kujto] [Ndal njoftimet për këtë] [Preferencat] [Si është llogaritur afati]
    == reminder
    Kujtesë: MPMS-2026-001 – 2 ditë pune
    Projektligji për Ndërmarrjet Sociale
    Afati për kontribute: e premte, 4 dhjetor 2026, në orën 12:00, ora e Kosovës (CET). Organizata juaj ende nuk është përgjigjur.
    [Kontribuo] [Nuk është për ne] [Hollësitë] [Ndal njoftimet për këtë] [Preferencat]"
  `);
});

it('reads well in Serbian', async () => {
  expect(await read('sr')).toMatchInlineSnapshot(`
    "== preview
    Ovako će ga videti članice. Još ništa nije objavljeno.
    Nacrt zakona o društvenim preduzećima
    (broj se dobija pri objavljivanju) · nacrt zakona · Ministria e Punës (MPMS)
    Rok za slanje sekretarijatu: petak, 4. decembar 2026. u 12:00, po kosovskom vremenu (CET)
    Konsultacija ministarstva se zatvara: subota, 5. decembar 2026., na kraju dana, po kosovskom vremenu (CET)
    Preostalo vreme: 9 radnih dana
    Kratak rok: 10 radnih dana; standardni minimum je 15 (proveriti u uredbi).
    Konsultacija se zatvara vikendom.
    Dokumenti: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    Ide u 4 kanala.
    Bez datoteke i bez teksta nema spiska članova.
    [Objavi] [Izmeni] [Odbaci] [Albanski] [Engleski]
    == receipt
    Hvala. Vaš doprinos je MPMS-2026-001/K-001.
    Primljeno: ponedeljak, 23. novembar 2026. u 09:00, po kosovskom vremenu (CET), u ime organizacije KCSF.
    Sekretarijat tek treba da vas potvrdi kao predstavnika organizacije KCSF. Tada važi od sada.
    Izmena · Neni 5
    Predloženi tekst
    Teksti i ri.
    Obrazloženje
    Arsyeja.
    Vide ga samo vaša organizacija i sekretarijat.
    Možete ga izmeniti ili povući do: petak, 4. decembar 2026. u 12:00, po kosovskom vremenu (CET), ovde ili pomoću „doprinosi“.
    [Izmeni] [Povuci] [Podeli s članovima] [Put]
    == card of the contribution
    MPMS-2026-001/K-001, KCSF
    Predstavnik još nije potvrđen
    Izmena · Neni 5
    Predloženi tekst
    Teksti i ri.
    Obrazloženje
    Arsyeja.
    zef · 23.11.2026., 09:00
    == card of the draft
    Nacrt zakona o društvenim preduzećima
    MPMS-2026-001 · nacrt zakona · Ministria e Punës (MPMS)
    Rok za slanje sekretarijatu: petak, 4. decembar 2026. u 12:00, po kosovskom vremenu (CET)
    Konsultacija ministarstva se zatvara: subota, 5. decembar 2026., na kraju dana, po kosovskom vremenu (CET)
    Preostalo vreme: 9 radnih dana
    Kratak rok: 10 radnih dana; standardni minimum je 15 (proveriti u uredbi).
    Konsultacija se zatvara vikendom.
    Dokumenti: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    KCSF: 1 doprinos
    [Pošalji doprinos] [Zainteresovani smo] [Nije za nas] [Pojedinosti]
    == details
    Nacrt zakona o društvenim preduzećima
    MPMS-2026-001 · nacrt zakona · Ministria e Punës (MPMS)
    Përmbledhje.
    Rok za slanje sekretarijatu: petak, 4. decembar 2026. u 12:00, po kosovskom vremenu (CET)
    Konsultacija ministarstva se zatvara: subota, 5. decembar 2026., na kraju dana, po kosovskom vremenu (CET)
    Preostalo vreme: 9 radnih dana
    Konsultacija ministarstva: ponedeljak, 23. novembar 2026. – subota, 5. decembar 2026., 10 radnih dana (dan otvaranja se računa).
    Kratak rok: 10 radnih dana; standardni minimum je 15 (proveriti u uredbi).
    Konsultacija se zatvara vikendom.
    Dokumenti: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    0 doprinosa
    KCSF: 1 doprinos
    [Pošalji doprinos] [Podseti me] [Utišaj ovaj nacrt] [Obaveštenja] [Kako je računat rok]
    == reminder
    Podsetnik: MPMS-2026-001 – 2 radna dana
    Nacrt zakona o društvenim preduzećima
    Rok za doprinose: petak, 4. decembar 2026. u 12:00, po kosovskom vremenu (CET). Vaša organizacija se još nije izjasnila.
    [Pošalji doprinos] [Nije za nas] [Pojedinosti] [Utišaj ovaj nacrt] [Obaveštenja]"
  `);
});

it('reads well in English', async () => {
  expect(await read('en')).toMatchInlineSnapshot(`
    "== preview
    This is how members will see it. Nothing is published yet.
    Projektligji për Ndërmarrjet Sociale (in Albanian)
    (number on publication) · draft law · Ministria e Punës (MPMS)
    Contributions due with the secretariat: Friday, 4 December 2026 at 12:00, Kosovo time (CET)
    The ministry’s consultation closes: Saturday, 5 December 2026, end of the day, Kosovo time (CET)
    Time left: 9 working days
    Short window: 10 working days; the standard minimum is 15 (to be checked against the regulation).
    The consultation closes on a weekend.
    Documents: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    It goes to 4 channels.
    Without a file or a text there is no list of articles.
    [Publish] [Change] [Discard] [Albanian] [Serbian]
    == receipt
    Thank you. Your contribution is MPMS-2026-001/K-001.
    Taken Monday, 23 November 2026 at 09:00, Kosovo time (CET) for KCSF.
    The secretariat still has to confirm you as a delegate of KCSF. It then counts from now.
    Amendment · Neni 5
    Proposed text
    Teksti i ri.
    Justification
    Arsyeja.
    Only your organisation and the secretariat see it.
    You can revise or withdraw it until Friday, 4 December 2026 at 12:00, Kosovo time (CET), here or with “contributions”.
    [Revise] [Withdraw] [Share with members] [Path]
    == card of the contribution
    MPMS-2026-001/K-001 from KCSF
    The delegate is not confirmed yet
    Amendment · Neni 5
    Proposed text
    Teksti i ri.
    Justification
    Arsyeja.
    zef · 23 Nov 2026, 09:00
    == card of the draft
    Projektligji për Ndërmarrjet Sociale (in Albanian)
    MPMS-2026-001 · draft law · Ministria e Punës (MPMS)
    Contributions due with the secretariat: Friday, 4 December 2026 at 12:00, Kosovo time (CET)
    The ministry’s consultation closes: Saturday, 5 December 2026, end of the day, Kosovo time (CET)
    Time left: 9 working days
    Short window: 10 working days; the standard minimum is 15 (to be checked against the regulation).
    The consultation closes on a weekend.
    Documents: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    KCSF: 1 contribution
    [Contribute] [We are interested] [Not for us] [Details]
    == details
    Projektligji për Ndërmarrjet Sociale (in Albanian)
    MPMS-2026-001 · draft law · Ministria e Punës (MPMS)
    Përmbledhje.
    Contributions due with the secretariat: Friday, 4 December 2026 at 12:00, Kosovo time (CET)
    The ministry’s consultation closes: Saturday, 5 December 2026, end of the day, Kosovo time (CET)
    Time left: 9 working days
    The ministry’s window: Monday, 23 November 2026 to Saturday, 5 December 2026, 10 working days (the opening day counts).
    Short window: 10 working days; the standard minimum is 15 (to be checked against the regulation).
    The consultation closes on a weekend.
    Documents: konsultimet.rks-gov.net (https://konsultimet.rks-gov.net/)
    0 contributions
    KCSF: 1 contribution
    [Contribute] [Remind me] [Mute this draft] [Preferences] [How it was counted]
    == reminder
    Reminder: MPMS-2026-001 – 2 working days
    Projektligji për Ndërmarrjet Sociale (in Albanian)
    Contributions are due Friday, 4 December 2026 at 12:00, Kosovo time (CET). Your organisation has not said anything yet.
    [Contribute] [Not for us] [Details] [Mute this draft] [Preferences]"
  `);
});
