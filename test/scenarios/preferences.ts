import { expect } from 'vitest';
import type { SeenMessage, StageChannel, StagePerson } from './driver.ts';
import type { Cast } from './script.ts';
import { acceptAll, cardOf, contribute, messageWith, opened, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const kosovo = (text: string) => new Date(`${text}:00+01:00`);

/** A person becomes an accepted delegate of the organisation whose name they give. */
async function joins(cast: Cast, person: StagePerson, organisation: string): Promise<void> {
  told(await person.uses(cast.general, 'member join', { organisation }));
  await cast.stage.settled();
  await acceptAll(cast);
}

/** Staff move the end of a consultation, and with it when contributions are due. */
async function extend(cast: Cast, draft: string, closes: string): Promise<void> {
  opened(await cast.staff.uses(cast.office, 'draft extend', { draft }));
  told(
    await cast.staff.submits({
      'Consultation closes on': closes,
      'Contributions due with the secretariat': '',
    }),
  );
  await cast.stage.settled();
}

const withText = async (channel: StageChannel, text: string): Promise<readonly SeenMessage[]> =>
  (await channel.messages()).filter((message) => message.text.includes(text));

/** How channels and persons choose to be told things, and what comes of it. */
export const PREFERENCE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a channel that wants a weekly digest gets one message instead of single notices',
    async play(cast) {
      const { stage, delegate, kcsf, kdi } = cast;
      // This week's digests are told, to nobody.
      await stage.clock(kosovo('2026-11-23T10:00'));
      await joins(cast, delegate, 'KCSF');
      const shown = told(await delegate.uses(kcsf, 'preferences'));
      expect(shown.text).toContain('Preferences of this channel');
      const weekly = told(await delegate.presses(kcsf, shown, 'Notices: once a week'));
      expect(weekly.text).toContain('together, once a week');
      told(await delegate.presses(kcsf, weekly, 'Turn on the weekly overview'));
      const number = await publish(cast, { closes: '2026-12-21' });
      await stage.clock(kosovo('2026-11-24T09:00'));
      await extend(cast, number, '2026-12-22');
      await extend(cast, number, '2026-12-23');
      expect((await cardOf(kdi, number)).thread).toHaveLength(2);
      expect((await cardOf(kcsf, number)).thread).toEqual([]);
      await stage.clock(kosovo('2026-11-30T08:00'));
      await stage.clock(kosovo('2026-11-30T08:01'));
      const digest = await messageWith(kcsf, 'The week from');
      expect(digest.text).toContain('Monday, 30 November 2026');
      expect(digest.text).toContain('What changed');
      // Two changes of one draft are one line, from what was told before to what is so.
      expect(digest.text).toContain('23 December 2026');
      expect(digest.text).toContain('before: Monday, 21 December 2026');
      expect(digest.text).not.toContain('22 December 2026 (');
      expect(digest.buttons).toContain('Preferences');
      expect(await withText(kdi, 'The week from')).toEqual([]);
      // What is new was told last week; then what is open is told anew.
      await stage.clock(kosovo('2026-12-07T08:00'));
      expect((await withText(kcsf, 'Also open')).length).toBe(1);
    },
  },
  {
    name: 'a muted draft is silent in its channel while its card still changes',
    async play(cast) {
      const { stage, delegate, kcsf, kdi } = cast;
      await joins(cast, delegate, 'KCSF');
      const number = await publish(cast);
      const details = told(await delegate.presses(kcsf, await cardOf(kcsf, number), 'Details'));
      const muted = told(await delegate.presses(kcsf, details, 'Mute this draft'));
      expect(muted.text).toContain(`No more notices of ${number} in this channel`);
      await extend(cast, number, '2026-12-16');
      expect((await cardOf(kcsf, number)).thread).toEqual([]);
      expect((await cardOf(kcsf, number)).text).toContain('Wednesday, 16 December 2026');
      expect((await cardOf(kdi, number)).thread).toHaveLength(1);
      await stage.clock(kosovo('2026-12-01T08:00'));
      expect(await withText(kdi, 'Reminder')).toHaveLength(1);
      expect(await withText(kcsf, 'Reminder')).toEqual([]);
      const back = told(await delegate.presses(kcsf, muted, `Unmute ${number}`));
      expect(back.text).toContain('come to this channel again');
      await stage.clock(kosovo('2026-12-08T08:00'));
      expect(await withText(kcsf, 'Reminder')).toHaveLength(1);
    },
  },
  {
    name: 'the secretariat has its digest on Monday, and is told nothing when there is nothing',
    async play(cast) {
      const { stage, staff, office } = cast;
      await stage.clock(kosovo('2026-11-23T10:00'));
      expect(await withText(office, 'The week from')).toEqual([]);
      const number = await publish(cast, { closes: '2026-12-07' });
      await stage.clock(kosovo('2026-11-30T08:00'));
      const digest = await messageWith(office, 'The week from');
      expect(digest.text).toContain(number);
      const mine = told(await staff.presses(office, digest, 'Preferences'));
      expect(mine.text).toContain('Preferences of this channel');
    },
  },
  {
    name: 'members of the board get a page of numbers on the first working morning of a month',
    async play(cast) {
      const { stage, staff, office, outsider, delegate, kcsf, general } = cast;
      told(await outsider.uses(general, 'today'));
      told(await staff.uses(office, 'member role', { person: outsider.id, role: 'board' }));
      await joins(cast, delegate, 'KCSF');
      const number = await publish(cast, { closes: '2026-12-07' });
      await contribute(delegate, kcsf, number);
      await stage.clock(kosovo('2026-11-30T17:00'));
      expect(await outsider.direct()).toEqual([]);
      await stage.clock(kosovo('2026-12-01T08:00'));
      await stage.clock(kosovo('2026-12-02T08:00'));
      const [page, ...more] = await outsider.direct();
      expect(more).toEqual([]);
      expect(page?.text).toContain('Consultations in November 2026');
      expect(page?.text).toContain('1 draft received');
      expect(page?.text).toContain('1 contribution submitted');
      expect(page?.text).toContain('1 organisation took part');
      expect(page?.buttons).toEqual(['All drafts', 'Preferences']);
    },
  },
  {
    name: 'a person’s own language wins, and a notice’s button opens the preferences of its place',
    async play(cast) {
      const { stage, delegate, second, kcsf } = cast;
      await joins(cast, delegate, 'KCSF');
      const number = await publish(cast);
      await stage.clock(kosovo('2026-11-27T08:00'));
      const reminder = await messageWith(kcsf, 'Reminder');
      expect(reminder.buttons).toEqual([
        'Contribute',
        'Not for us',
        'Details',
        'Mute this draft',
        'Preferences',
      ]);
      const channel = told(await delegate.presses(kcsf, reminder, 'Preferences'));
      expect(channel.text).toContain('Preferences of this channel');
      // Who is no delegate here may look, and is told so when they try.
      const looked = told(await second.presses(kcsf, reminder, 'Preferences'));
      expect(looked.text).toContain('own delegates set the preferences');
      const refused = told(await second.presses(kcsf, reminder, 'Mute this draft'));
      expect(refused.text).toContain('own delegates');
      const own = told(await second.presses(kcsf, looked, 'My own preferences'));
      expect(own.text).toContain('Your preferences');
      const form = opened(await second.presses(kcsf, own, 'Change'));
      expect(form.inputs.map(({ label }) => label)).toEqual([
        'Language',
        'Notices of drafts',
        'Weekly overview',
        'Quiet hours',
        'Institutions',
      ]);
      const saved = told(
        await second.submits({ Language: 'Serbian', 'Quiet hours': '12:00–14:00' }),
      );
      expect(saved.text).toContain('Vaša obaveštenja');
      expect(saved.text).toContain('12:00–14:00');
      // The channel keeps its language, the person has theirs, also in a direct message.
      const details = told(await second.presses(kcsf, await cardOf(kcsf, number), 'Details'));
      told(await second.presses(kcsf, details, 'Podseti me'));
      await stage.settled();
      const direct = await second.direct();
      expect(direct.map(({ text }) => text)).toEqual([
        expect.stringContaining('Ovako vas podsećam'),
      ]);
      expect((await cardOf(kcsf, number)).text).toContain('Contributions due');
      await stage.clock(kosovo('2026-12-09T12:30'));
      expect(await second.direct()).toHaveLength(1);
    },
  },
];
