import { expect } from 'vitest';
import { mailServerOf } from './platforms.ts';
import {
  acceptAll,
  type Cast,
  contribute,
  freeze,
  messageWith,
  opened,
  publish,
  told,
} from './script.ts';
import type { Scenario } from './table.ts';

const kosovo = (text: string) => new Date(`${text}:00+01:00`);

const EMAIL = 'coordinator@mpms.example';

/** A draft with a contribution of KCSF that went into a bundle; the number of the bundle. */
async function frozen(cast: Cast): Promise<string> {
  const number = await publish(cast);
  await contribute(cast.delegate, cast.kcsf, number);
  await cast.stage.settled();
  await acceptAll(cast);
  const seen = await freeze(cast, number);
  expect(seen.text).toMatch(/SHA-256: [0-9a-f]{64}/);
  await cast.stage.settled();
  return `${number}/P-1`;
}

async function contact(
  { staff, office }: Cast,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  opened(await staff.uses(office, 'contact set'));
  const kept = told(await staff.submits({ 'Language of the letters': 'English', ...values }));
  expect(kept.text).toContain('Kept.');
}

const BY_EMAIL: Scenario = {
  name: 'a frozen bundle leaves by e-mail, its authors hear of it, and letters go up the ladder',
  async play(cast) {
    const { staff, office, kcsf, kdi, general, outsider, stage } = cast;
    const bundle = await frozen(cast);
    const draft = bundle.replace('/P-1', '');
    await contact(cast, {
      Who: 'Coordinator for public consultations',
      Institution: 'MPMS',
      Name: 'A. Coordinator',
      'E-mail address': EMAIL,
    });
    const preview = told(await staff.uses(office, 'bundle send', { bundle }));
    expect(preview.text).toContain(`${bundle} is ready to go to MPMS`);
    expect(preview.text).toContain(EMAIL);
    expect(preview.text).toContain('MPMS-2026-001_P-1_en.pdf');
    expect(mailServerOf(stage).taken).toHaveLength(0);
    told(await staff.presses(office, preview, 'Send by e-mail'));
    await stage.settled();
    const [sent] = mailServerOf(stage).taken;
    expect(sent?.to).toEqual([EMAIL]);
    expect(sent?.text).toContain('MPMS-2026-001_P-1_en.docx');
    await messageWith(office, `${bundle} left by e-mail to ${EMAIL}`);
    const went = await messageWith(kcsf, `${bundle} went to MPMS`);
    expect(went.text).toContain(`Yours: ${draft}/K-001`);
    expect((await kdi.messages()).some(({ text }) => text.includes('went to MPMS'))).toBe(false);

    opened(await staff.uses(office, 'bundle acknowledge', { bundle }));
    const said = { 'On which day': '2026-11-23', 'Protocol number': '01-77/26' };
    expect(told(await staff.submits(said)).text).toContain('protocol number 01-77/26');
    const clock = told(await outsider.uses(general, 'bundle clock', { bundle }));
    expect(clock.text).toContain('protocol number 01-77/26');
    expect(clock.text).toContain('Friday, 8 January 2027: report due');
    expect(clock.text).not.toContain(EMAIL);
    const counted = told(await outsider.presses(general, clock, 'How it is counted'));
    expect(counted.text).toContain('15 working days');

    await stage.clock(kosovo('2027-01-11T09:00'));
    const letters = told(await staff.uses(office, 'letters'));
    expect(letters.text).toContain('1 letter waits to be sent');
    expect(letters.text).toContain(`Office for Good Governance – ${draft}`);
    await messageWith(office, `Raporti i konsultimit publik me vonesë: ${draft}`);
    await contact(cast, {
      Who: 'Office for Good Governance',
      'E-mail address': 'ogg@zkm.example',
    });
    await stage.settled();
    const shown = told(await staff.presses(office, letters, 'Letter 1'));
    expect(shown.text).toContain('ogg@zkm.example');
    expect(shown.text).toContain('unverified');
    told(await staff.presses(office, shown, 'Send by e-mail'));
    await stage.settled();
    expect(mailServerOf(stage).taken.map(({ to }) => to[0])).toEqual([EMAIL, 'ogg@zkm.example']);
    expect(told(await staff.uses(office, 'letters')).text).toContain('No letter waits');
    const all = (await office.messages()).filter(({ text }) => text.includes('Ready to send'));
    expect(all).toEqual([]);
    const refused = told(await outsider.uses(general, 'letters'));
    expect(refused.text).toContain('Only the secretariat can do this');
  },
};

const HANDED: Scenario = {
  name: 'a bundle is handed over, an answer stops the clock, and each later step is told to its authors',
  async play(cast) {
    const { staff, office, kcsf, kdi, general, outsider, stage } = cast;
    const bundle = await frozen(cast);
    const draft = bundle.replace('/P-1', '');
    const preview = told(await staff.uses(office, 'bundle send', { bundle: draft }));
    expect(preview.text).toContain('has no coordinator with an e-mail address');
    opened(await staff.presses(office, preview, 'Mark as handed over'));
    const handed = {
      'To whom': 'The registry of the ministry',
      How: 'By hand',
      'On which day': '2026-11-23',
    };
    expect(told(await staff.submits(handed)).text).toContain('The clock of the institution runs');
    await stage.settled();
    await messageWith(kcsf, `${bundle} went to MPMS`);

    await stage.clock(kosovo('2027-01-08T09:00'));
    const letter = await messageWith(office, 'Raporti i konsultimit publik');
    expect(letter.buttons).toContain('Set the contact');
    opened(await staff.presses(office, letter, 'Edit'));
    told(await staff.submits({ Subject: 'Raporti për projektligjin' }));
    await stage.settled();
    await messageWith(office, 'Raporti për projektligjin');
    opened(await staff.uses(office, 'answer received', { draft }));
    opened(
      await staff.submits({
        'How it came': 'Report',
        'Title of the document': 'Demonstration',
        'Date on the document': '2027-01-08',
        'Received on': '2027-01-08',
      }),
    );
    told(await staff.submits({}));
    await stage.settled();
    await stage.clock(kosovo('2027-01-08T10:00'));
    const ended = await messageWith(office, 'Raporti për projektligjin');
    expect(ended.text).toContain('No longer needed');
    expect(ended.buttons).toEqual([]);
    await stage.clock(kosovo('2027-02-04T09:00'));
    expect(told(await staff.uses(office, 'letters')).text).toContain('No letter waits');

    opened(await staff.uses(office, 'draft stage', { draft }));
    opened(
      await staff.submits({
        'What happened': 'public hearing in committee',
        'On which day': '2027-02-06',
        Source: 'Demonstration only',
      }),
    );
    const kept = told(await staff.submits({ 'On which day the hearing was called': '2027-02-04' }));
    expect(kept.text).toContain('2 days between call and hearing');
    await stage.settled();
    const note = await messageWith(kcsf, 'public hearing in committee');
    expect(note.text).toContain('Source: Demonstration only');
    expect((await kdi.messages()).some(({ text }) => text.includes('hearing'))).toBe(false);
    const details = told(await outsider.uses(general, 'draft show', { draft }));
    expect(details.text).toContain('public hearing in committee');

    opened(await staff.presses(office, kept, 'Take back'));
    told(await staff.submits({ 'Why it was not so': 'It was only planned.' }));
    await stage.settled();
    await messageWith(kcsf, 'It was only planned.');
  },
};

/** From a frozen bundle to the institution, and where the draft goes after it. */
export const AUTHORITY_SCENARIOS: readonly Scenario[] = [BY_EMAIL, HANDED];
