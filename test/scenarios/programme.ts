import { expect } from 'vitest';
import type { SeenMessage, StageFile } from './driver.ts';
import { type Cast, messageWith, opened, publish, TITLE, told } from './script.ts';
import type { Scenario } from './table.ts';

const kosovo = (text: string) => new Date(`${text}:00+01:00`);

const file = (rows: readonly string[]): StageFile => ({
  name: 'programme.csv',
  bytes: new TextEncoder().encode(['title,institution,deadline', ...rows].join('\n')),
});

/** Staff hand a programme's file over; what it would change. */
async function handOver({ staff, office }: Cast, rows: readonly string[]): Promise<SeenMessage> {
  opened(await staff.uses(office, 'programme import'));
  return told(
    await staff.submits({ 'Year of the programme': '2026', 'XLSX or CSV file': file(rows) }),
  );
}

/** Titles of real drafts; the days are the tests' own. */
const TOURISM = 'Draft Law on Tourism';
const PRISHTINA = 'Projektligji për Prishtinën';

/** The legislative programme as the secretariat lives with it. */
export const PROGRAMME_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a programme is brought in: what was due and never came is told once, and asked for with a letter',
    async play(cast) {
      const { staff, office, stage, outsider, general } = cast;
      const number = await publish(cast);
      const preview = await handOver(cast, [
        `${TITLE},MPMS,2026-10-30`,
        `${TOURISM},MIET,2026-11-27`,
        'Draft Law on Trademarks,MIET,2027-03-31',
      ]);
      expect(preview.text).toContain('New legislative programme for 2026');
      expect(preview.text).toContain('3 new rows');
      const done = told(await staff.presses(office, preview, 'Apply'));
      expect(done.text).toContain('1 planned draft was matched with one that had come.');

      const shown = told(await outsider.uses(general, 'programme show'));
      expect(shown.text).toContain('1 received');
      expect(shown.text).toContain(`received: ${number}`);
      expect(shown.buttons).toContain('P2026-2');
      const refused = told(await outsider.uses(general, 'programme missing'));
      expect(refused.text).toContain('Only the secretariat can do this');

      await stage.clock(kosovo('2026-12-01T09:00'));
      await stage.settled();
      const note = await messageWith(office, `P2026-2 ${TOURISM} · for 2 working days`);
      const missing = told(await staff.presses(office, note, 'What never came'));
      const letter = told(await staff.presses(office, missing, 'Letter: P2026-2'));
      expect(letter.text).toContain('Rregullorja (QRK) nr. 05/2016');
      expect(letter.text).toContain(TOURISM);
      expect(letter.buttons).toContain('Mark as sent');
      const again = await handOver(cast, [
        `${TITLE},MPMS,2026-10-30`,
        `${TOURISM},MIET,2026-11-27`,
        'Draft Law on Trademarks,MIET,2027-03-31',
      ]);
      expect(again.text).toContain('0 added · 0 changed · 3 left as they were');
    },
  },
  {
    name: 'a planned draft is postponed and withdrawn by hand, and its history stays visible to all',
    async play(cast) {
      const { staff, office, outsider, general } = cast;
      const preview = await handOver(cast, [`${TOURISM},MIET,2026-10-30`]);
      told(await staff.presses(office, preview, 'Apply'));
      const details = told(await staff.uses(office, 'programme show', { planned: 'P2026-1' }));
      expect(details.buttons).toEqual(['Letter', 'It came as …', 'Other deadline', 'Withdrawn']);
      const form = opened(await staff.presses(office, details, 'Other deadline'));
      expect(form.intro).toContain(TOURISM);
      const moved = told(
        await staff.submits({
          Deadline: 'Q1 2027',
          'Where it was decided, and why': 'Government meeting of 18.11.2026',
        }),
      );
      expect(moved.text).toContain('first quarter of 2027');
      const newer = await handOver(cast, [
        `${TOURISM},MIET,2026-10-30`,
        `${PRISHTINA},,2026-12-30`,
      ]);
      expect(newer.text).toContain('they keep the new one');
      told(await staff.presses(office, newer, 'Apply'));

      opened(await staff.uses(office, 'programme withdraw', { planned: 'P2026-2' }));
      told(
        await staff.submits({
          'Where it was decided, and why': 'Government meeting of 20.11.2026',
        }),
      );
      const seen = told(await outsider.uses(general, 'programme show', { planned: 'P2026-1' }));
      expect(seen.text).toContain('State: postponed');
      expect(seen.text).toContain('30 Oct 2026 → first quarter of 2027');
      expect(seen.text).toContain('Government meeting of 18.11.2026');
      expect(seen.buttons).toEqual([]);
      const gone = told(await outsider.uses(general, 'programme show', { filter: 'withdrawn' }));
      expect(gone.text).toContain(PRISHTINA);
      expect(gone.text).not.toContain(TOURISM);
    },
  },
  {
    name: 'a draft that was seen elsewhere is asked for, and is offered when something like it comes',
    async play(cast) {
      const { staff, office } = cast;
      const first = await publish(cast);
      expect(first).toBe('MPMS-2026-001');
      opened(await staff.uses(office, 'draft seen'));
      const kept = told(
        await staff.submits({
          'Title of the draft': PRISHTINA,
          Institution: 'MPMS',
          'Where it was seen': 'https://konsultimet.rks-gov.net/',
          'Seen on': '2026-11-20',
          'Consultation window, if stated there': '16.11.2026 – 04.12.2026',
        }),
      );
      expect(kept.text).toContain('nobody sent it to us');
      expect(kept.buttons).toEqual(['Letter', 'It came', 'Lay aside']);
      const letter = told(await staff.presses(office, kept, 'Letter'));
      expect(letter.text).toContain('konsultimet.rks-gov.net');
      const missing = told(await staff.uses(office, 'programme missing'));
      expect(missing.text).toContain('1 draft was published elsewhere and not sent to us');
      await publish(cast, { title: PRISHTINA });
      const after = told(await staff.uses(office, 'programme missing'));
      expect(after.text).toContain('Nothing is missing');
    },
  },
  {
    name: 'a draft that looks like a planned one is offered to staff, who decide',
    async play(cast) {
      const { staff, office } = cast;
      const preview = await handOver(cast, [
        'Ligji për ndryshimin e Ligjit për Ndërmarrjet Sociale,MPMS,2026-10-30',
      ]);
      told(await staff.presses(office, preview, 'Apply'));
      const number = await publish(cast);
      const draft = told(await staff.uses(office, 'draft show', { draft: number }));
      expect(draft.text).toContain(`P2026-1 = ${number}?`);
      const no = told(await staff.presses(office, draft, 'Not the same'));
      expect(no.text).toContain('I do not offer them again');
      const shown = told(await staff.presses(office, no, 'P2026-1'));
      expect(shown.text).toContain('due and never came');
      opened(await staff.presses(office, shown, 'It came as …'));
      const yes = told(await staff.submits({ 'Number of the draft that came': number }));
      expect(yes.text).toContain(`P2026-1 came as ${number}.`);
      const late = told(await staff.uses(office, 'programme missing'));
      expect(late.text).toContain('Nothing is missing');
    },
  },
  {
    name: 'a draft that came late is listed with the working days that were lost',
    async play(cast) {
      const { staff, office } = cast;
      opened(await staff.uses(office, 'draft new'));
      opened(
        await staff.submits({
          'Title in Albanian': PRISHTINA,
          'Kind of document': 'draft law',
          Institution: 'ZKM',
        }),
      );
      opened(
        await staff.submits({
          'Received on': '2026-11-23',
          'Consultation opens on': '2026-11-09',
          'Consultation closes on': '2026-12-04',
        }),
      );
      const preview = told(await staff.submits({}));
      told(await staff.presses(office, preview, 'Publish'));
      await cast.stage.settled();
      const missing = told(await staff.uses(office, 'programme missing'));
      expect(missing.text).toContain('1 draft came late');
      expect(missing.text).toContain('10 working days lost of 20');
      const letter = told(await staff.presses(office, missing, 'Letter: ZKM-2026-001'));
      expect(letter.text).toContain('10 nga gjithsej 20 ditë pune');
    },
  },
];
