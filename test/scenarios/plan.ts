import { expect } from 'vitest';
import type { SeenMessage } from './driver.ts';
import type { Cast } from './script.ts';
import { messageWith, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const kosovo = (text: string) => new Date(`${text}:00+01:00`);
const PLAN = 'Plani i veprimit 2026';

/** Staff bring in a plan with one activity that is due at the end of the year's last quarter. */
async function importPlan(
  { staff, office }: Cast,
  rows: readonly string[] = ['1 Participation,Report on the Council,OGG/OPM,Q4 2026'],
): Promise<void> {
  opened(await staff.uses(office, 'plan import'));
  const csv = ['objective,activity,responsible,deadline', ...rows].join('\n');
  const preview = told(
    await staff.submits({
      'Title of the plan': PLAN,
      'XLSX or CSV file': { name: 'plan.csv', bytes: new TextEncoder().encode(csv) },
    }),
  );
  told(await staff.presses(office, preview, 'Apply'));
}

async function show(cast: Cast, handle = 'A1'): Promise<SeenMessage> {
  return told(await cast.staff.uses(cast.office, 'plan show', { activity: handle }));
}

/** The reminders of the plan that stand in the secretariat's channel. */
async function reminders({ office }: Cast): Promise<string[]> {
  return (await office.messages())
    .map(({ text }) => text)
    .filter((text) => text.startsWith('Reminder:'));
}

/** An action plan as it is lived with: moved, proven, done after all, and put before somebody. */
export const PLAN_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a deadline is moved with a reason: the old one stays visible, and reminders follow the new one',
    async play(cast) {
      const { staff, office, stage } = cast;
      await importPlan(cast);
      const before = await show(cast);
      expect(before.text).toContain('fourth quarter of 2026 (until 31 December 2026)');
      expect(before.buttons).toEqual(['Done', 'Move', 'Add evidence', 'Drop']);
      await stage.clock(kosovo('2026-12-01T09:00'));
      expect(await reminders(cast)).toHaveLength(1);

      const form = opened(await staff.presses(office, before, 'Move'));
      expect(form.intro).toContain('fourth quarter of 2026');
      const same = opened(
        await staff.submits({ 'New deadline': '31.12.2026 or so', Reason: 'The law is late.' }),
      );
      expect(same.errors['New deadline']).toContain('I do not understand the deadline');
      const moved = told(await staff.submits({ 'New deadline': 'Q1 2027' }));
      expect(moved.text).toContain('first quarter of 2027 (until 31 March 2027)');
      const after = told(await staff.presses(office, moved, 'Show A1'));
      expect(after.text).toContain('moved from fourth quarter of 2026 — The law is late.');
      expect(after.text).toContain('deadline: fourth quarter of 2026 → first quarter of 2027');

      await stage.clock(kosovo('2026-12-31T09:00'));
      expect(await reminders(cast)).toHaveLength(1);
      await stage.clock(kosovo('2027-03-01T09:00'));
      const [, second, ...more] = await reminders(cast);
      expect(more).toEqual([]);
      expect(second).toContain('moved from fourth quarter of 2026 — The law is late.');

      const seen = told(await cast.outsider.uses(cast.general, 'plan show', { activity: 'a1' }));
      expect(seen.text).toContain('The law is late.');
      expect(seen.buttons).toEqual([]);
      const refused = told(await cast.outsider.uses(cast.general, 'plan move', { activity: 'A1' }));
      expect(refused.text).toContain('Only the secretariat can do this');
    },
  },
  {
    name: 'a link, a draft and a file are evidence of an activity, and can be taken back',
    async play(cast) {
      const { staff, office, stage } = cast;
      const number = await publish(cast);
      await importPlan(cast);
      const offer = async (values: Parameters<typeof staff.submits>[0]) => {
        opened(await staff.presses(office, await show(cast), 'Add evidence'));
        return staff.submits(values);
      };
      const nothing = opened(await offer({ 'Short title': 'Minutes' }));
      expect(Object.values(nothing.errors).join()).toContain('Please give a link, a file or');
      const link = told(await staff.submits({ Link: 'https://example.org/minutes' }));
      expect(link.text).toContain('Evidence of A1: Minutes');
      told(await offer({ 'Number of a draft': number }));
      const bytes = new TextEncoder().encode('It is done.');
      told(await offer({ File: { name: 'report.txt', bytes } }));
      const all = await show(cast);
      for (const part of ['1. Minutes', `2. ${number}`, 'Ndërmarrjet Sociale', '3. report.txt']) {
        expect(all.text).toContain(part);
      }
      expect(all.text).toContain('staff');
      const draft = told(await staff.presses(office, all, number));
      expect(draft.text).toContain('Ndërmarrjet Sociale');

      const gone = told(await staff.presses(office, await show(cast), 'Take back evidence 1'));
      told(await staff.presses(office, gone, 'Undo'));
      expect((await show(cast)).text).toContain('Minutes');
      told(await staff.presses(office, await show(cast), 'Take back evidence 1'));
      const less = await show(cast);
      expect(less.text).not.toContain('1. Minutes');
      expect(less.text).toContain('evidence taken back: “Minutes”');
      const asked = await cast.outsider.uses(cast.general, 'plan show', { activity: 'A1' });
      // In the sandbox the bot has pages of its own, and the file is a link to one of them.
      const brought = stage.platform !== 'sandbox';
      expect(told(asked).buttons).toEqual(brought ? [number, 'File no. 2'] : [number]);
      if (!brought) return;
      told(await cast.outsider.presses(cast.general, told(asked), 'File no. 2'));
      await stage.settled();
      expect((await cast.outsider.direct()).map(({ text }) => text).join()).toContain(
        'Evidence of A1: report.txt',
      );
    },
  },
  {
    name: 'an activity that was done with evidence is opened again, dropped and opened, and its history tells',
    async play(cast) {
      const { staff, office } = cast;
      await importPlan(cast);
      const done = told(
        await staff.uses(office, 'plan done', {
          activity: 'A1',
          note: 'https://example.org/report is published',
        }),
      );
      expect(done.text).toContain('Done: A1 Report on the Council');
      expect(done.text).toContain('Evidence: example.org');
      const shown = await show(cast);
      expect(shown.text).toContain('done: 23 Nov 2026');
      expect(shown.buttons.slice(0, 2)).toEqual(['Add evidence', 'Not done after all']);
      told(await staff.presses(office, shown, 'Not done after all'));
      opened(await staff.presses(office, await show(cast), 'Drop'));
      const dropped = told(await staff.submits({ Reason: 'The Council was dissolved.' }));
      expect(dropped.text).toContain('Dropped: A1');
      expect((await show(cast)).text).toContain('dropped — The Council was dissolved.');
      told(await staff.presses(office, await show(cast), 'Open again'));
      const end = (await show(cast)).text;
      for (const line of [
        'status: open → done — https://example.org/report is published',
        'status: done → open',
        'status: open → dropped — The Council was dissolved.',
        'status: dropped → open',
      ]) {
        expect(end).toContain(line);
      }
      const list = told(await cast.outsider.uses(cast.general, 'plan show'));
      expect(list.text).toContain(PLAN);
      expect(list.text).toContain('1 – Participation');
      expect(list.text).toContain('A1 Report on the Council');
    },
  },
  {
    name: 'what stays overdue goes up a ladder, and then before the person named for it, once',
    async play(cast) {
      const { staff, office, stage, delegate } = cast;
      told(await delegate.uses(cast.kcsf, 'today'));
      await importPlan(cast, [
        '1,Report on the Council,OGG/OPM,2026-12-01',
        '2,Always on,OGG/OPM,continuous',
      ]);
      const form = opened(await staff.uses(office, 'plan escalate', { person: delegate.id }));
      expect(form.intro).toContain('delegate');
      const office_ = 'Secretary General of the Office of the Prime Minister';
      const named = told(await staff.submits({ 'Function and institution': office_ }));
      expect(named.text).toContain(`28 days or more overdue are put before: ${office_}`);
      for (const day of ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22']) {
        await stage.clock(kosovo(`${day}T09:00`));
      }
      expect(await reminders(cast)).toHaveLength(4);
      expect((await delegate.direct()).map(({ text }) => text)).toEqual([]);

      await stage.clock(kosovo('2026-12-29T09:00'));
      await stage.clock(kosovo('2026-12-29T09:01'));
      const note = await messageWith(office, 'To be put before');
      expect(note.text).toContain(office_);
      expect(note.text).toContain('1 activity of the plan “Plani i veprimit 2026” is still open');
      expect(note.text).toContain('A1 Report on the Council');
      expect(note.text).toContain('overdue since 1 Dec 2026 (4 weeks)');
      expect(note.text).not.toContain('Always on');
      expect(note.buttons).toEqual(['Show A1', 'Preferences']);
      const direct = await delegate.direct();
      expect(direct).toHaveLength(1);
      expect(direct[0]?.text).toContain('A1 Report on the Council');
      expect((await show(cast)).text).toContain(`put before ${office_}`);

      opened(await staff.presses(office, await show(cast), 'Move'));
      told(await staff.submits({ 'New deadline': '2027-01-04', Reason: 'It was agreed.' }));
      await stage.clock(kosovo('2027-01-29T09:00'));
      expect(await delegate.direct()).toHaveLength(1);
      await stage.clock(kosovo('2027-02-01T09:00'));
      expect(await delegate.direct()).toHaveLength(2);
    },
  },
];
