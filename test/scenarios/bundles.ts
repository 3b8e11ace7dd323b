import { expect } from 'vitest';
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

const OURS = 'A social enterprise serves the public interest first of all.';
const THEIRS = 'A social enterprise serves the public interest above all else.';
const JOINT = 'A social enterprise serves the public interest first and above all else.';

/** Two organisations, each with an accepted delegate and a text on the same article. */
async function twoTexts(cast: Cast): Promise<string> {
  const number = await publish(cast);
  await contribute(cast.delegate, cast.kcsf, number, { 'Proposed text': OURS });
  await contribute(cast.second, cast.kdi, number, { 'Proposed text': THEIRS });
  await cast.stage.settled();
  await acceptAll(cast);
  return number;
}

const bundleOf = async ({ staff, office }: Cast, draft: string) =>
  told(await staff.uses(office, 'bundle show', { draft }));

const MERGED: Scenario = {
  name: 'a merge agreed by both authors stands as one in the bundle',
  async play(cast) {
    const { staff, office, delegate, second, kcsf, kdi, stage } = cast;
    const number = await twoTexts(cast);
    const found = told(await staff.uses(office, 'merge propose', { draft: number }));
    expect(found.text).toContain('K-001 (KCSF), K-002 (KDI)');
    const form = opened(await staff.presses(office, found, 'One text for K-001, K-002'));
    expect(form.inputs.find(({ label }) => label === 'Proposed text')?.value).toBe(THEIRS);
    const asked = told(await staff.submits({ 'Proposed text': JOINT }));
    expect(asked.text).toContain('Waits for answers');
    await stage.settled();

    const card = await messageWith(kcsf, `${number}/B-01`);
    expect(card.text).toContain(OURS);
    expect(card.text).not.toContain(THEIRS);
    const one = told(await delegate.presses(kcsf, card, 'Agree'));
    expect(one.text).toContain('Others have not answered yet');
    const theirs = await messageWith(kdi, `${number}/B-01`);
    const all = told(await second.presses(kdi, theirs, 'Agree'));
    expect(all.text).toContain('All have agreed: it stands.');
    await stage.settled();
    await messageWith(office, 'All authors agree to the joint text');
    expect((await kcsf.messages()).some(({ buttons }) => buttons.includes('Agree'))).toBe(false);

    const frozen = await freeze(cast, number);
    expect(frozen.text).toContain('joint text B-01 · KCSF (K-001), KDI (K-002)');
    expect(frozen.text).toContain('1 entry, in the order of the articles');
    const mine = told(await delegate.uses(kcsf, 'contributions'));
    expect(mine.text).toContain(`${number}/K-001`);
  },
};

const ENTERED: Scenario = {
  name: 'an oral contribution is entered and confirmed',
  async play(cast) {
    const { staff, office, second, kdi, stage } = cast;
    const number = await twoTexts(cast);
    opened(await staff.uses(office, 'contribution enter', { draft: number }));
    opened(
      await staff.submits({
        Organisation: 'KDI',
        'How it came': 'meeting',
        'Where and from whom': 'regional meeting in Pejë',
        'On which day': '2026-11-23',
      }),
    );
    const receipt = told(
      await staff.submits({
        'What you propose': 'Comment',
        Article: 'Article 7',
        Justification: 'Registration takes too long.',
      }),
    );
    expect(receipt.text).toContain(`${number}/K-003 from KDI is entered`);
    await stage.settled();
    const card = await messageWith(kdi, 'Did KDI say this?');
    expect(card.text).toContain('regional meeting in Pejë, 23 Nov 2026');
    expect((await bundleOf(cast, number)).text).toContain('not confirmed by the organisation');
    const done = told(await second.presses(kdi, card, 'Confirm'));
    expect(done.text).toContain(`KDI confirms ${number}/K-003`);
    await stage.settled();
    expect((await messageWith(kdi, 'Registration takes too long')).buttons).toEqual([]);
    expect((await bundleOf(cast, number)).text).not.toContain('not confirmed');

    const another = opened(await staff.presses(office, receipt, 'Another one from the same'));
    expect(another.inputs.find(({ label }) => label === 'Where and from whom')?.value).toBe(
      'regional meeting in Pejë',
    );
    opened(await staff.submits({ Organisation: 'KDI' }));
    told(await staff.submits({ Justification: 'Said by nobody.' }));
    await stage.settled();
    const wrong = await messageWith(kdi, 'Did KDI say this?');
    const question = told(await second.presses(kdi, wrong, 'That is not ours'));
    told(await second.presses(kdi, question, 'Yes, it is not ours'));
    await stage.settled();
    await messageWith(office, `says that ${number}/K-004 is not from KDI`);
  },
};

const FROZEN: Scenario = {
  name: 'a bundle is arranged and frozen; a second freeze is refused',
  async play(cast) {
    const { staff, office, delegate, kcsf, outsider } = cast;
    const number = await twoTexts(cast);
    const bundle = await bundleOf(cast, number);
    expect(bundle.text).toContain(`Bundle ${number}/P-1, not frozen yet`);
    const entry = told(await staff.presses(office, bundle, 'Row 2'));
    expect(entry.text).toContain('KDI (K-002)');
    const up = told(await staff.presses(office, entry, 'Up'));
    expect(up.text).toContain('row 1');
    opened(await staff.presses(office, up, 'Note'));
    told(await staff.submits({ 'Note of the secretariat': 'As in the report of 2019.' }));
    const again = await bundleOf(cast, number);
    const other = told(await staff.presses(office, again, 'Row 2'));
    expect(other.text).toContain('KCSF (K-001)');
    opened(await staff.presses(office, other, 'Leave out'));
    told(await staff.submits({ 'Why it is left out': 'Said twice.' }));
    const arranged = await bundleOf(cast, number);
    expect(arranged.text).toContain('note: As in the report of 2019.');
    expect(arranged.text).toContain('left out: Said twice.');

    // A colleague is about to freeze it, too.
    await outsider.uses(office, 'today');
    told(await staff.uses(office, 'member role', { person: outsider.id, role: 'staff' }));
    const theirs = told(await outsider.uses(office, 'bundle show', { draft: number }));
    const asked = told(await outsider.presses(office, theirs, 'Freeze'));
    const question = told(await staff.presses(office, arranged, 'Freeze'));
    const frozen = told(await staff.presses(office, question, 'Yes, freeze it'));
    expect(frozen.text).toMatch(/SHA-256: [0-9a-f]{64}/);
    const refused = told(await outsider.presses(office, asked, 'Yes, freeze it'));
    expect(refused.text).toContain(`${number}/P-1 was frozen already by`);
    const no = told(await delegate.uses(kcsf, 'bundle show', { draft: number }));
    expect(no.text).toContain('Only the secretariat can do this');
    await cast.stage.settled();
    await messageWith(office, `Bundle ${number}/P-1 is frozen`);
    const list = told(await staff.uses(office, 'bundle list'));
    expect(list.text).toContain(`${number}/P-1`);
  },
};

const WITHDRAWN: Scenario = {
  name: 'withdrawal after freezing is told, and an addendum says so',
  async play(cast) {
    const { staff, office, delegate, kcsf, stage } = cast;
    const number = await twoTexts(cast);
    await freeze(cast, number);
    const mine = told(await delegate.uses(kcsf, 'contributions'));
    const question = told(await delegate.presses(kcsf, mine, 'Withdraw'));
    expect(question.text).toContain(`The frozen bundle ${number}/P-1 keeps what it held`);
    told(await delegate.presses(kcsf, question, 'Yes, withdraw'));
    await stage.settled();
    await messageWith(office, 'which stands in the frozen bundle');
    const first = await bundleOf(cast, number);
    expect(first.text).toContain('KCSF (K-001)');
    expect(first.text).toContain('1 withdrawn after it');
    const addendum = told(await staff.presses(office, first, 'Open an addendum'));
    expect(addendum.text).toContain(`${number}/P-2`);
    const frozen = await freeze(cast, number);
    expect(frozen.text).toContain(`Addendum to ${number}/P-1`);
    expect(frozen.text).toContain('no longer stands: K-001');
  },
};

/** What goes to the institution, how it is put together, and what becomes of it. */
export const BUNDLE_SCENARIOS: readonly Scenario[] = [MERGED, ENTERED, FROZEN, WITHDRAWN];
