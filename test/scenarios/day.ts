import { expect } from 'vitest';
import { acceptAll, cardOf, contribute, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const kosovo = (text: string) => new Date(`${text}:00+01:00`);

/** What needs somebody now, and how they are reminded of it. */
export const DAY_SCENARIOS: readonly Scenario[] = [
  {
    name: 'today tells a delegate and the secretariat what needs them, each line with its button',
    async play(cast) {
      const nothing = told(await cast.delegate.uses(cast.kcsf, 'today'));
      expect(nothing.text).toContain('Nothing needs you today');
      const number = await publish(cast);
      await cast.stage.clock(kosovo('2026-12-04T09:00'));
      const day = told(await cast.delegate.uses(cast.kcsf, 'today'));
      expect(day.text).toContain('Friday, 4 December 2026');
      expect(day.text).toContain(`${number} – 5 working days`);
      expect(day.buttons).toEqual([`Contribute: ${number}`]);
      const form = opened(await cast.delegate.presses(cast.kcsf, day, 'Contribute'));
      expect(form.inputs.map(({ label }) => label)).toContain('Proposed text');
      const office = told(await cast.staff.uses(cast.office, 'today'));
      expect(office.text).toContain('No organisation has answered yet');
      const details = told(await cast.staff.presses(cast.office, office, number));
      expect(details.buttons).toContain('Extend');
    },
  },
  {
    name: 'today shows what other members share, until the organisation has said something of it',
    async play(cast) {
      const { delegate, second, kcsf, kdi, stage } = cast;
      const number = await publish(cast);
      const receipt = await contribute(delegate, kcsf, number);
      await stage.settled();
      await acceptAll(cast);
      const before = told(await second.uses(kdi, 'today'));
      expect(before.text).not.toContain('K-001');
      told(await delegate.presses(kcsf, receipt, 'Share with members'));
      const day = told(await second.uses(kdi, 'today'));
      expect(day.text).toContain('Proposals of other members: support or objection?');
      expect(day.text).toContain(`${number}/K-001 – KCSF`);
      const read = told(await second.presses(kdi, day, `Read: ${number}/K-001`));
      expect(read.text).toContain('A social enterprise serves the public interest.');
      expect(read.buttons.slice(0, 2)).toEqual(['Support', 'Object']);
      told(await second.presses(kdi, read, 'Support'));
      const after = told(await second.uses(kdi, 'today'));
      expect(after.text).not.toContain('K-001');
      const own = told(await delegate.uses(kcsf, 'today'));
      expect(own.text).not.toContain('Read:');
    },
  },
  {
    name: 'several drafts that fall on one morning are one reminder',
    async play(cast) {
      const first = await publish(cast);
      const second = await publish(cast, { title: 'Projektligji për Prishtinën' });
      await cast.stage.clock(kosovo('2026-11-27T08:00'));
      await cast.stage.clock(kosovo('2026-11-27T08:01'));
      const reminders = (await cast.kdi.messages()).filter(({ text }) => text.includes('Reminder'));
      expect(reminders.map(({ text }) => text)).toEqual([
        expect.stringContaining('Reminder: 2 drafts wait for your answer'),
      ]);
      expect(reminders[0]?.text).toContain(`${first} – 10 working days`);
      expect(reminders[0]?.buttons).toEqual([
        `Contribute: ${first}`,
        `Contribute: ${second}`,
        'My day',
        'Preferences',
      ]);
    },
  },
  {
    name: 'a person who asks is reminded directly, with a proof at once, until they turn it off',
    async play({ stage, delegate, kcsf, ...cast }) {
      const number = await publish({ stage, delegate, kcsf, ...cast });
      const details = async () =>
        told(await delegate.presses(kcsf, await cardOf(kcsf, number), 'Details'));
      const asked = told(await delegate.presses(kcsf, await details(), 'Remind me'));
      expect(asked.text).toContain('by direct message, on 9 Dec 2026, 11 Dec 2026');
      await stage.settled();
      expect((await delegate.direct()).map(({ text }) => text)).toEqual([
        expect.stringContaining(`This is how I remind you of ${number}.`),
      ]);
      expect((await delegate.direct())[0]?.buttons.at(-1)).toBe('Preferences');
      const checked = told(await delegate.presses(kcsf, asked, 'Nothing arrived'));
      expect(checked.text).toContain('The message was sent');
      await stage.clock(kosovo('2026-12-09T08:00'));
      const direct = await delegate.direct();
      expect(direct).toHaveLength(2);
      const reminder = direct.find(({ text }) => text.includes('Reminder'));
      expect(reminder?.text).toContain('2 working days');
      expect(reminder?.buttons).toEqual([
        'Contribute',
        'Stop reminding me',
        'Details',
        'Preferences',
      ]);
      const off = told(await delegate.presses(kcsf, await details(), 'Stop reminding me'));
      expect(off.text).toContain(`I no longer remind you of ${number}.`);
      await stage.clock(kosovo('2026-12-11T08:00'));
      expect(await delegate.direct()).toHaveLength(2);
    },
  },
];
