import { expect } from 'vitest';
import { cardOf, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

/** A Monday declared a day off, between the due day that was counted and the close. */
const MOURNING = {
  Day: '2026-12-14',
  'Name in Albanian': 'Ditë zie',
  'Name in English': 'Mourning',
};

/** The calendar of holidays, corrected by staff and explained to everybody. */
export const HOLIDAY_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a moved Bajram tells every channel of a draft once, with the old and the new deadline',
    async play(cast) {
      const { staff, office, stage, kcsf, general } = cast;
      // Eid al-Fitr 2027 is estimated for Tuesday, 9 March.
      const number = await publish(cast, { opens: '2026-11-23', closes: '2027-03-10' });
      const notes = async () => (await cardOf(kcsf, number)).thread.map(({ text }) => text);
      expect(await notes()).toEqual([]);
      const refused = told(await cast.outsider.uses(general, 'holiday move'));
      expect(refused.text).toContain('Only the secretariat can do this');

      opened(await staff.uses(office, 'holiday move', { feast: 'eid-al-fitr', day: '2027-03-10' }));
      const preview = told(await staff.submits({ 'Announced by': 'Decision 7/2027' }));
      expect(preview.text).toContain('Nothing is changed yet');
      expect(preview.text).toContain(`${number}: 8 Mar 2027, 12:00 → 9 Mar 2027, 12:00`);
      expect(await notes()).toEqual([]);
      const done = told(await staff.presses(office, preview, 'Confirm'));
      expect(done.text).toContain('The deadline of 1 draft was changed');
      await stage.settled();
      const card = await cardOf(kcsf, number);
      expect(card.text).toContain('Tuesday, 9 March 2027 at 12:00');
      expect(card.text).toContain('closes on a day off');
      for (const channel of [kcsf, cast.kdi, general, office]) {
        const { thread } = await cardOf(channel, number);
        expect(thread).toHaveLength(1);
        expect(thread[0]?.text).toContain('Tuesday, 9 March 2027 at 12:00');
        expect(thread[0]?.text).toContain('Monday, 8 March 2027 at 12:00');
        expect(thread[0]?.text).toContain('Eid al-Fitr, first day: on Wednesday, 10 March 2027');
      }

      opened(await staff.uses(office, 'holiday move', { feast: 'eid-al-fitr', day: '2027-03-10' }));
      const twice = opened(await staff.submits({ 'Announced by': 'Decision 7/2027' }));
      expect(Object.values(twice.errors).join()).toContain('is on 10 Mar 2027 already');
      await stage.settled();
      expect(await notes()).toHaveLength(1);

      const list = told(await staff.uses(office, 'holiday list', { year: '2027' }));
      expect(list.text).toContain('Wednesday, 10 March 2027: Eid al-Fitr');
      expect(list.text).toContain('source: Decision 7/2027');
      const back = told(await staff.presses(office, list, 'Take back no. 1'));
      expect(back.text).toContain(`${number}: 9 Mar 2027, 12:00 → 8 Mar 2027, 12:00`);
    },
  },
  {
    name: 'anybody sees how a deadline came about, day by day, with a day off that staff added',
    async play(cast) {
      const { staff, office, outsider, general } = cast;
      const number = await publish(cast, { closes: '2026-12-15' });
      opened(await staff.uses(office, 'holiday add'));
      const preview = told(await staff.submits(MOURNING));
      expect(preview.text).toContain(`${number}: 14 Dec 2026, 12:00 → 11 Dec 2026, 12:00`);
      told(await staff.presses(office, preview, 'Confirm'));
      await cast.stage.settled();
      const seen = told(await outsider.uses(general, 'explain', { draft: number }));
      expect(seen.text).toContain('16 working days (the opening day counts)');
      expect(seen.text).toContain('Mon 23 Nov: 1');
      expect(seen.text).toContain('Mon 14 Dec: Mourning');
      expect(seen.text).toContain('Sat 28 Nov, Sun 29 Nov: weekend');
      expect(seen.text).toContain('1 working day before the ministry’s close');
      expect(seen.text).toContain('Friday, 11 December 2026 at 12:00, Kosovo time (CET)');
      const days = told(
        await outsider.uses(general, 'explain', { draft: '2027-04-30', until: '2027-05-05' }),
      );
      expect(days.text).toContain('2 working days');
      expect(days.text).toContain('instead of Saturday, 1 May 2027');
    },
  },
];
