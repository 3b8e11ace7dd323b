import { expect } from 'vitest';
import { reasonSentence } from '../../src/delivery/reasons.ts';
import { translator } from '../../src/i18n/index.ts';
import { ANSWER_SCENARIOS } from './answers.ts';
import { ARTICLE_SCENARIOS } from './articles.ts';
import { AUTHORITY_SCENARIOS } from './authority.ts';
import { BUNDLE_SCENARIOS } from './bundles.ts';
import { DAY_SCENARIOS } from './day.ts';
import { DOCUMENT_SCENARIOS } from './documents.ts';
import { HOLIDAY_SCENARIOS } from './holidays.ts';
import { IMPORT_SCENARIOS } from './imports.ts';
import { PLAN_SCENARIOS } from './plan.ts';
import { PREFERENCE_SCENARIOS } from './preferences.ts';
import { PROGRAMME_SCENARIOS } from './programme.ts';
import { PROPOSALS } from './proposals.ts';
import { REPORT_SCENARIOS } from './reports.ts';
import {
  acceptAll,
  type Cast,
  cardOf,
  contribute,
  messageWith,
  opened,
  previewDraft,
  publicationOf,
  publish,
  TITLE,
  told,
} from './script.ts';

export interface Scenario {
  name: string;
  play(cast: Cast): Promise<void>;
}

const kosovo = (text: string) => new Date(`${text}:00+01:00`);

/** What the product does, told as people live it; every platform must play all of it. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a published draft reaches every linked channel with its times, its warning and its buttons',
    async play(cast) {
      const preview = await previewDraft(cast, { closes: '2026-12-05' });
      expect(preview.text).toContain('Nothing is published yet');
      expect(preview.text).toContain('It goes to 4 channels');
      const albanian = told(await cast.staff.presses(cast.office, preview, 'Albanian'));
      expect(albanian.text).toContain('Afati për kontribute te sekretariati');
      told(await cast.staff.presses(cast.office, albanian, 'Publish'));
      await cast.stage.settled();
      const card = await messageWith(cast.kcsf, 'MPMS-2026-001');
      expect(card.text).toContain(TITLE);
      expect(card.text).toContain('draft law');
      expect(card.text).toContain('Friday, 4 December 2026 at 12:00, Kosovo time (CET)');
      expect(card.text).toContain('Saturday, 5 December 2026');
      expect(card.text).toContain('9 working days');
      expect(card.text).toContain('the standard minimum is 15');
      expect(card.text).toContain('closes on a weekend');
      expect(card.text).toContain('konsultimet.rks-gov.net');
      expect(card.text).toContain('KCSF: nothing said yet');
      expect(card.buttons).toEqual(['Contribute', 'We are interested', 'Not for us', 'Details']);
      for (const channel of [cast.kdi, cast.general, cast.office]) {
        await cardOf(channel, 'MPMS-2026-001');
      }
      const list = told(await cast.outsider.uses(cast.general, 'draft list'));
      expect(list.text).toContain('MPMS-2026-001');
      const found = told(
        await cast.outsider.uses(cast.general, 'draft list', { search: 'NDERMARRJET' }),
      );
      expect(found.text).toContain(TITLE);
    },
  },
  {
    name: 'a contribution gets its receipt, is shown to the secretariat, revised and withdrawn',
    async play(cast) {
      const number = await publish(cast);
      const receipt = await contribute(cast.delegate, cast.kcsf, number);
      expect(receipt.text).toContain(`${number}/K-001`);
      expect(receipt.text).toContain('for KCSF');
      expect(receipt.text).toContain('still has to confirm you');
      expect(receipt.buttons).toEqual(['Revise', 'Withdraw', 'Share with members', 'Path']);
      await cast.stage.settled();
      const shown = await messageWith(cast.office, `${number}/K-001`);
      expect(shown.text).toContain('A social enterprise serves the public interest.');
      expect(shown.text).toContain('not confirmed yet');
      await acceptAll(cast);
      expect((await messageWith(cast.office, `${number}/K-001`)).text).not.toContain(
        'not confirmed yet',
      );
      expect((await messageWith(cast.kcsf, number)).text).toContain('KCSF: 1 contribution');
      expect((await messageWith(cast.kdi, number)).text).toContain('KDI: nothing said yet');

      const form = opened(await cast.delegate.presses(cast.kcsf, receipt, 'Revise'));
      const article = form.inputs.find((input) => input.label === 'Article');
      expect(article?.value).toBe('Article 5');
      told(await cast.delegate.submits({ 'Proposed text': 'A better text.' }));
      await cast.stage.settled();
      const revised = await messageWith(cast.office, `${number}/K-001`);
      expect(revised.text).toContain('A better text.');
      expect(revised.text).toContain('version 2');

      const mine = told(await cast.delegate.uses(cast.kcsf, 'contributions'));
      expect(mine.text).toContain(`${number}/K-001`);
      const asked = told(await cast.delegate.presses(cast.kcsf, mine, 'Withdraw'));
      const gone = told(await cast.delegate.presses(cast.kcsf, asked, 'Yes, withdraw'));
      expect(gone.text).toContain('is withdrawn');
      await cast.stage.settled();
      expect((await messageWith(cast.office, `${number}/K-001`)).text).toContain(
        'Withdrawn by the organisation',
      );
      expect((await messageWith(cast.kcsf, number)).text).toContain('KCSF: nothing said yet');
    },
  },
  {
    name: 'a form that is refused keeps what was typed and can be gone on with',
    async play(cast) {
      const number = await publish(cast);
      const card = await messageWith(cast.kcsf, number);
      opened(await cast.delegate.presses(cast.kcsf, card, 'Contribute'));
      const refused = opened(
        await cast.delegate.submits({
          'What you propose': 'Amendment',
          Article: 'Article 7',
          Justification: 'Kept.',
        }),
      );
      expect(refused.errors['Proposed text']).toBe('Please write the text that you propose.');
      expect(refused.inputs.find((input) => input.label === 'Article')?.value).toBe('Article 7');
      const mine = told(await cast.delegate.uses(cast.kcsf, 'contributions'));
      expect(mine.text).toContain('Unfinished');
      const again = opened(await cast.delegate.presses(cast.kcsf, mine, 'Go on writing'));
      expect(again.inputs.find((input) => input.label === 'Justification')?.value).toBe('Kept.');
      const done = told(await cast.delegate.submits({ 'Proposed text': 'New.' }));
      expect(done.text).toContain(`${number}/K-001`);
    },
  },
  {
    name: 'interest by button and by emoji counts once an organisation',
    async play(cast) {
      const number = await publish(cast);
      const card = await messageWith(cast.kcsf, number);
      await cast.delegate.reacts(cast.kcsf, card, '👀');
      await cast.second.reacts(cast.kcsf, card, '👀');
      await cast.stage.settled();
      expect((await cardOf(cast.office, number)).text).toContain('1 reading');
      expect((await messageWith(cast.kcsf, number)).text).toContain('KCSF: reading');
      await cast.delegate.unreacts(cast.kcsf, card, '👀');
      await cast.stage.settled();
      expect((await cardOf(cast.office, number)).text).toContain('1 reading');
      await cast.second.unreacts(cast.kcsf, card, '👀');
      await cast.stage.settled();
      expect((await cardOf(cast.office, number)).text).not.toContain('reading');

      told(await cast.delegate.presses(cast.kcsf, card, 'We are interested'));
      await cast.stage.settled();
      expect((await messageWith(cast.kcsf, number)).text).toContain('KCSF: we are interested');
      const changed = told(await cast.delegate.presses(cast.kcsf, card, 'Not for us'));
      expect(changed.text).toContain('not for your organisation');
      await cast.stage.settled();
      const totals = (await cardOf(cast.office, number)).text;
      expect(totals).toContain('1 not concerned');
      expect(totals).not.toContain('interested');
      const details = told(await cast.delegate.presses(cast.kcsf, card, 'Details'));
      expect(details.text).toContain('The ministry’s window');
    },
  },
  {
    name: 'an extension edits the cards in place and is told once in their threads',
    async play(cast) {
      const number = await publish(cast);
      const before = await messageWith(cast.kcsf, number);
      opened(await cast.staff.uses(cast.office, 'draft extend', { draft: number }));
      told(await cast.staff.submits({ 'Consultation closes on': '2026-12-21' }));
      await cast.stage.settled();
      const after = await messageWith(cast.kcsf, number);
      expect(after.id).toBe(before.id);
      expect(after.text).toContain('Monday, 21 December 2026');
      expect(after.text).toContain('Friday, 18 December 2026 at 12:00');
      expect(after.thread).toHaveLength(1);
      expect(after.thread[0]?.text).toContain('Friday, 18 December 2026 at 12:00');
      expect(after.thread[0]?.text).toContain('before: Friday, 11 December 2026');

      const edit = opened(await cast.staff.uses(cast.office, 'draft edit', { draft: number }));
      expect(edit.inputs.find((one) => one.label === 'Title in Albanian')?.value).toBe(TITLE);
      opened(await cast.staff.submits({ 'Title in English': 'Draft Law on Social Enterprises' }));
      opened(await cast.staff.submits({}));
      told(await cast.staff.submits({}));
      await cast.stage.settled();
      const edited = await messageWith(cast.kcsf, number);
      expect(edited.text).toContain('Draft Law on Social Enterprises');
      expect(edited.thread).toHaveLength(1);
    },
  },
  {
    name: 'organisations that said nothing are reminded, once at each mark, in sending hours',
    async play(cast) {
      const number = await publish(cast);
      await contribute(cast.delegate, cast.kcsf, number);
      await cast.stage.settled();
      const reminders = async (channel: Cast['kdi']) =>
        (await channel.messages()).filter((message) => message.text.includes('Reminder'));
      await cast.stage.clock(kosovo('2026-11-26T17:00'));
      expect(await reminders(cast.kdi)).toHaveLength(0);
      await cast.stage.clock(kosovo('2026-11-27T07:30'));
      expect(await reminders(cast.kdi)).toHaveLength(0);
      await cast.stage.clock(kosovo('2026-11-27T08:00'));
      await cast.stage.clock(kosovo('2026-11-27T08:01'));
      const first = await reminders(cast.kdi);
      expect(first).toHaveLength(1);
      expect(first[0]?.text).toContain('10 working days');
      expect(first[0]?.buttons).toEqual([
        'Contribute',
        'Not for us',
        'Details',
        'Mute this draft',
        'Preferences',
      ]);
      expect(await reminders(cast.kcsf)).toHaveLength(0);
      await cast.stage.clock(kosovo('2026-12-04T09:00'));
      expect(await reminders(cast.kdi)).toHaveLength(2);
      await cast.stage.clock(kosovo('2026-12-09T09:00'));
      expect(await reminders(cast.kdi)).toHaveLength(3);
      expect((await messageWith(cast.kcsf, `${number} `)).text).toContain('2 working days');
      await cast.stage.clock(kosovo('2026-12-11T08:00'));
      const all = await reminders(cast.kdi);
      expect(all).toHaveLength(4);
      expect(all.at(-1)?.text).toContain('due today');
    },
  },
  {
    name: 'what comes after the due time is taken and marked late, and can no longer be changed',
    async play(cast) {
      const number = await publish(cast);
      const receipt = await contribute(cast.delegate, cast.kcsf, number);
      await cast.stage.clock(kosovo('2026-12-11T12:01'));
      expect((await messageWith(cast.kdi, number)).text).toContain('The due time has passed');
      const late = await contribute(cast.second, cast.kdi, number);
      expect(late.text).toContain('marked late');
      expect(late.buttons).toEqual(['Path']);
      const refused = told(await cast.delegate.presses(cast.kcsf, receipt, 'Revise'));
      expect(refused.text).toContain('can no longer be changed');
      await cast.stage.settled();
      expect((await messageWith(cast.office, `${number}/K-002`)).text).toContain('Late');
    },
  },
  {
    name: 'a closed draft takes nothing more, a withdrawn one says so in its threads',
    async play(cast) {
      const number = await publish(cast);
      const other = await publish(cast, { title: 'Projektligji për Prishtinën' });
      opened(await cast.staff.uses(cast.office, 'draft close', { draft: number }));
      told(await cast.staff.submits({}));
      opened(await cast.staff.uses(cast.office, 'draft withdraw', { draft: other }));
      told(await cast.staff.submits({ Reason: 'Returned to the ministry' }));
      await cast.stage.settled();
      const closed = await messageWith(cast.kcsf, number);
      expect(closed.text).toContain('The consultation is closed.');
      expect(closed.buttons).toEqual(['Details']);
      const refused = told(await cast.delegate.uses(cast.kcsf, 'contribute', { draft: number }));
      expect(refused.text).toContain('is closed; nothing more is taken');
      const withdrawn = await messageWith(cast.kcsf, other);
      expect(withdrawn.text).toContain('Returned to the ministry');
      expect(withdrawn.thread.map((note) => note.text).join()).toContain('was withdrawn');
    },
  },
  {
    name: 'a person joins, is accepted with one tap, and roles say who may',
    async play(cast) {
      const joined = told(
        await cast.delegate.uses(cast.general, 'member join', { organisation: 'kcsf' }),
      );
      expect(joined.text).toContain('proposed as a delegate of KCSF');
      const waiting = told(await cast.staff.uses(cast.office, 'member list'));
      expect(waiting.text).toContain('1 person is waiting');
      await cast.stage.settled();
      await acceptAll(cast);
      const number = await publish(cast);
      const receipt = await contribute(cast.delegate, cast.general, number);
      expect(receipt.text).toContain('for KCSF');
      expect(receipt.text).not.toContain('confirm you');

      told(await cast.second.uses(cast.general, 'member join', { organisation: 'KDI' }));
      await cast.stage.settled();
      const rejected = await messageWith(cast.office, 'wants to speak for KDI');
      told(await cast.staff.presses(cast.office, rejected, 'Reject'));
      const card = await messageWith(cast.kdi, number);
      const refused = told(await cast.second.presses(cast.kdi, card, 'Contribute'));
      expect(refused.text).toContain('has not confirmed you');

      told(
        await cast.staff.uses(cast.office, 'member role', {
          person: cast.delegate.id,
          role: 'observer',
        }),
      );
      const own = await messageWith(cast.kcsf, number);
      const observer = told(await cast.delegate.presses(cast.kcsf, own, 'Contribute'));
      expect(observer.text).toContain('observer');
    },
  },
  {
    name: 'a plan comes from a file, its milestones are reminded of and done',
    async play(cast) {
      opened(await cast.staff.uses(cast.office, 'plan import'));
      const csv = [
        'objective;activity;responsible;supporting;deadline;source',
        '1;Council report published;OGG/OPM;CiviKos;2026-12-21;',
        '1;Regional meetings held;CiviKos;;Q1 2027;',
      ].join('\n');
      const preview = told(
        await cast.staff.submits({
          'Title of the plan': 'Plan 2026',
          'XLSX or CSV file': { name: 'plan.csv', bytes: new TextEncoder().encode(csv) },
        }),
      );
      const report = told(await cast.staff.presses(cast.office, preview, 'Apply'));
      expect(report.text).toContain('2 added');
      const due = told(await cast.outsider.uses(cast.general, 'plan due'));
      expect(due.text).toContain('Council report published');
      // The digest of the week names it too.
      const reminders = async () =>
        (await cast.office.messages()).filter(
          ({ text }) => text.includes('Council report') && !text.startsWith('The week from'),
        );
      await cast.stage.clock(kosovo('2026-11-23T10:00'));
      const first = (await reminders()).length;
      await cast.stage.clock(kosovo('2026-12-14T09:00'));
      await cast.stage.clock(kosovo('2026-12-14T09:01'));
      expect(await reminders()).toHaveLength(first + 1);
      const reminder = (await reminders()).at(-1);
      if (!reminder) throw new Error('no reminder');
      told(await cast.staff.presses(cast.office, reminder, 'A1'));
      await cast.stage.clock(kosovo('2026-12-21T09:00'));
      expect(await reminders()).toHaveLength(first + 1);
    },
  },
  {
    name: 'what is wrong in a new draft is said beside its field and nothing is published',
    async play(cast) {
      const { staff, office } = cast;
      opened(await staff.uses(office, 'draft new'));
      const first = opened(
        await staff.submits({ 'Title in Albanian': 'Ligj\u202e', Institution: 'MPMS' }),
      );
      expect(first.errors['Title in Albanian']).toContain('characters that cannot be shown');
      opened(await staff.submits({ 'Title in Albanian': TITLE, Institution: '??' }));
      opened(
        await staff.submits({
          'Consultation opens on': '2026-12-14',
          'Consultation closes on': '2026-12-21',
        }),
      );
      const institution = opened(await staff.submits({}));
      expect(institution.errors.Institution).toContain('Begin with the abbreviation');
      opened(await staff.submits({ 'Title in Albanian': TITLE, Institution: 'MPMS' }));
      const dates = { 'Received on': '2026-11-23', 'Consultation opens on': '2026-12-14' };
      opened(
        await staff.submits({
          ...dates,
          'Consultation closes on': '2026-12-01',
          'Contributions due with the secretariat': '',
        }),
      );
      const order = opened(await staff.submits({}));
      expect(order.errors['Consultation closes on']).toContain('cannot close before it opens');
      opened(
        await staff.submits({
          'Consultation opens on': '2026-11-23',
          'Consultation closes on': '2026-12-14',
          'Contributions due with the secretariat': 'soon',
        }),
      );
      const due = opened(await staff.submits({ 'Link to the document': '' }));
      expect(due.errors['Contributions due with the secretariat']).toContain('14.12.2026 12:00');
      opened(await staff.submits({ 'Contributions due with the secretariat': '' }));
      const link = opened(await staff.submits({ 'Link to the document': 'javascript:alert(1)' }));
      expect(link.errors['Link to the document']).toContain('not a web address');
      const preview = told(await staff.submits({ 'Link to the document': '' }));
      told(await staff.presses(office, preview, 'Discard'));
      await cast.stage.settled();
      expect(await cast.kcsf.messages()).toHaveLength(0);
    },
  },
  {
    name: 'nothing a person types can ping a room or pass for markup',
    async play(cast) {
      const nasty = '@everyone <!channel> <@U1> *bold* **b** [x](http://e.example) `c`';
      const number = await publish(cast, { title: `${nasty} Ligj` });
      await contribute(cast.delegate, cast.kcsf, number, { 'Proposed text': nasty });
      await cast.stage.settled();
      for (const channel of [cast.kcsf, cast.office, cast.general]) {
        for (const message of await channel.messages()) expect(message.pings).toEqual([]);
      }
      expect((await messageWith(cast.kcsf, number)).text).toContain(nasty);
      expect((await messageWith(cast.office, `${number}/K-001`)).text).toContain(nasty);
    },
  },
  {
    name: 'who may not is told so, and nothing changes',
    async play(cast) {
      const number = await publish(cast);
      for (const [verb, values] of [
        ['draft new', {}],
        ['draft extend', { draft: number }],
        ['channel link', { purpose: 'secretariat' }],
        ['organisation add', { name: 'Another' }],
        ['plan import', {}],
      ] as const) {
        const refused = told(await cast.outsider.uses(cast.general, verb, values));
        expect(refused.text).toContain('Only the secretariat can do this');
      }
      const role = told(
        await cast.outsider.uses(cast.general, 'member role', {
          person: cast.delegate.id,
          role: 'admin',
        }),
      );
      expect(role.text).toContain('Only an administrator can do this');
      const card = await messageWith(cast.general, number);
      const stranger = told(await cast.outsider.presses(cast.general, card, 'Contribute'));
      expect(stranger.text).toContain('I do not know yet for whom you speak');
      const unknown = told(
        await cast.outsider.uses(cast.general, 'draft show', { draft: 'MAPL-2031-999' }),
      );
      expect(unknown.text).toContain('I find no draft for');
      const join = told(
        await cast.outsider.uses(cast.general, 'member join', { organisation: 'Nobody' }),
      );
      expect(join.text).toContain('I know no organisation called');
    },
  },
  {
    name: 'another person can neither see nor change what is not theirs',
    async play(cast) {
      const number = await publish(cast);
      const receipt = await contribute(cast.delegate, cast.kcsf, number);
      expect(receipt.text).toContain('K-001');
      const mine = told(await cast.second.uses(cast.kdi, 'contributions'));
      expect(mine.text).not.toContain('K-001');
      const other = await contribute(cast.second, cast.kdi, number);
      expect(other.text).toContain('K-002');
      await acceptAll(cast);
      const theirs = told(await cast.second.uses(cast.kdi, 'contributions'));
      expect(theirs.text).toContain('K-002');
      expect(theirs.text).not.toContain('K-001');
    },
  },
  {
    name: 'a person answers in their own language while the channel keeps its own',
    async play(cast) {
      told(await cast.delegate.uses(cast.kcsf, 'language', { language: 'sr' }));
      const number = await publish(cast);
      expect((await messageWith(cast.kcsf, number)).buttons).toContain('Contribute');
      const form = opened(
        await cast.delegate.presses(cast.kcsf, await messageWith(cast.kcsf, number), 'Contribute'),
      );
      expect(form.inputs.map((input) => input.label)).toContain('Predloženi tekst');
    },
  },
  {
    name: 'whoever publishes sees its progress in one message that ends in a summary',
    async play(cast) {
      const number = await publish(cast);
      const seen = await cast.office.messages();
      const summary = await publicationOf(cast.office, number);
      const card = await cardOf(cast.office, number);
      const place = (id: string) => seen.findIndex((message) => message.id === id);
      expect(place(summary.id)).toBeLessThan(place(card.id));
      expect(summary.text).toContain(TITLE);
      expect(summary.text).toContain('Sent to 4 of 4 channels.');
      expect(summary.buttons).toEqual(['Details']);
      for (const channel of [cast.kcsf, cast.general]) {
        expect((await channel.messages()).map(({ text }) => text).join()).not.toContain('Sent to');
      }
      const fine = told(await cast.staff.uses(cast.office, 'delivery'));
      expect(fine.text).toContain('Everything gets through.');
      const refused = told(await cast.outsider.uses(cast.general, 'delivery'));
      expect(refused.text).toContain('Only the secretariat can do this');
    },
  },
  {
    name: 'a channel that fails is told once, shown with its reason, and retried with a button',
    async play(cast) {
      const { stage, staff, office, kcsf } = cast;
      const why = reasonSentence(translator('en'), await stage.breakChannel(kcsf));
      const number = await publish(cast);
      const notice = await messageWith(office, 'Messages no longer reach #kcsf (KCSF');
      expect(notice.text).toContain(why);
      expect(notice.buttons).toEqual(['What failed', 'Retry']);
      const summary = await publicationOf(office, number);
      expect(summary.text).toContain('Sent to 3 of 4 channels.');
      expect(summary.text).toContain('1 channel did not get it:');
      expect(summary.text).toContain(why);
      expect(summary.buttons).toEqual(['Retry failed', 'Details']);
      const other = await publish(cast, { title: 'Projektligji për Prishtinën' });
      await messageWith(office, 'Messages no longer reach');

      const shown = told(await staff.presses(office, notice, 'What failed'));
      expect(shown.text).toContain('#kcsf (KCSF');
      expect(shown.text).toContain('2 messages failed');
      expect(shown.text).toContain(`card of ${number}`);
      expect(shown.text).toContain(`card of ${other}`);
      expect(shown.text).toContain(why);
      const inVain = told(await staff.presses(office, shown, 'Retry: #kcsf'));
      expect(inVain.text).toContain('2 messages go out again.');
      await stage.settled();
      await messageWith(office, 'Messages no longer reach');

      await stage.mendChannel(kcsf);
      const press = await staff.presses(
        office,
        await publicationOf(office, number),
        'Retry failed',
      );
      expect(told(press).text).toContain('1 message goes out again.');
      await stage.settled();
      const again = told(await staff.uses(office, 'delivery'));
      expect(again.text).toContain('1 message failed');
      told(await staff.presses(office, again, 'Retry: #kcsf'));
      await stage.settled();
      await cardOf(kcsf, number);
      await cardOf(kcsf, other);
      expect((await messageWith(office, 'reach #kcsf (KCSF')).text).toContain('again');
      expect((await publicationOf(office, number)).text).toContain('Sent to 4 of 4 channels.');
      expect(told(await staff.uses(office, 'delivery')).text).toContain('Everything gets through');
    },
  },
  ...HOLIDAY_SCENARIOS,
  ...ARTICLE_SCENARIOS,
  ...IMPORT_SCENARIOS,
  ...ANSWER_SCENARIOS,
  ...DAY_SCENARIOS,
  ...PREFERENCE_SCENARIOS,
  ...PROPOSALS,
  ...PLAN_SCENARIOS,
  ...DOCUMENT_SCENARIOS,
  ...BUNDLE_SCENARIOS,
  ...REPORT_SCENARIOS,
  ...PROGRAMME_SCENARIOS,
  ...AUTHORITY_SCENARIOS,
];
