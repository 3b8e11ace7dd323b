import { expect } from 'vitest';
import { acceptAll, contribute, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

/** The numbers of a year, and who did what. */
export const REPORT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'the report of a year tells its numbers, opens them to their rows, and comes as picture and document',
    async play(cast) {
      const { staff, office, kcsf, delegate, outsider, general, stage } = cast;
      const number = await publish(cast);
      await contribute(delegate, kcsf, number);
      await stage.settled();
      await acceptAll(cast);

      const card = told(await outsider.uses(general, 'report year', { year: '2026' }));
      expect(card.text).toContain('The year 2026 in numbers');
      expect(card.text).toContain('draft laws: 1');
      expect(card.text).toContain('66 in 2012, 45 in 2013');
      expect(card.buttons).toContain('Drafts received: 1');
      const rows = told(await outsider.presses(general, card, 'Contributions: 1'));
      expect(rows.text).toContain(`${number}/K-001`);
      // What was not shared is counted, and not told.
      expect(rows.text).not.toContain('KCSF');
      expect(rows.text).not.toContain('serves the public interest');
      // What is pressed on a message that one person sees takes its place.
      const again = told(await outsider.presses(general, rows, 'Back to the report'));
      const drafts = told(await outsider.presses(general, again, 'Drafts received: 1'));
      const draft = told(await outsider.presses(general, drafts, number));
      expect(draft.text).toContain('The ministry’s window');

      const ours = told(await staff.uses(office, 'report year'));
      const named = told(await staff.presses(office, ours, 'Contributions: 1'));
      expect(named.text).toContain('KCSF · unanswered');
      const back = told(await staff.presses(office, named, 'Back to the report'));
      told(await staff.presses(office, back, 'Chart'));
      const anew = told(await staff.uses(office, 'report year'));
      const coming = told(await staff.presses(office, anew, 'DOCX'));
      expect(coming.text).toContain('The file is coming in this channel');
      await stage.settled();
      const messages = await office.messages();
      const pictures = messages.flatMap((message) => Object.values(message.pictures));
      expect(pictures).toHaveLength(1);
      expect(pictures[0]).toContain('draft laws: 1.');
      expect(messages.filter(({ text }) => text.includes('Annual report 2026'))).toHaveLength(1);

      const mine = told(await delegate.uses(kcsf, 'report organisation', { organisation: 'KCSF' }));
      expect(mine.text).toContain('Contributions: 1');
      const institution = told(
        await outsider.uses(general, 'report institution', { institution: 'MPMS', year: '2026' }),
      );
      expect(institution.text).toContain('MPMS in numbers, 2026');
    },
  },
  {
    name: 'the record says who did what, when and from where, and everybody gets what is stored about them',
    async play(cast) {
      const { staff, office, kcsf, delegate, stage } = cast;
      const number = await publish(cast);
      await contribute(delegate, kcsf, number);
      await stage.settled();
      const record = told(await staff.uses(office, 'record', { about: number }));
      expect(record.text).toContain('submitted a contribution');
      expect(record.text).toContain(`${number}/K-001`);
      expect(record.text).toContain('#kcsf (KCSF');
      expect(record.text).toContain('published a draft');
      const refused = told(await delegate.uses(kcsf, 'record'));
      expect(refused.text).toContain('secretariat');

      const coming = told(await delegate.uses(kcsf, 'export mine'));
      expect(coming.text).toContain('as a direct message');
      const all = told(await staff.uses(office, 'export all'));
      expect(all.text).toContain('files are coming as direct messages');
      await stage.settled();
      const own = (await delegate.direct()).filter(({ text }) =>
        text.includes('What is stored about you.'),
      );
      expect(own).toHaveLength(1);
      const everything = (await staff.direct()).map(({ text }) => text).join('\n');
      expect(everything).toContain('All tables as JSON');
      expect(everything).toContain('All tables as a workbook');
      for (const message of await office.messages()) expect(message.text).not.toContain('JSON');
    },
  },
];
