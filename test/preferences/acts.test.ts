import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderMessage as onDiscord } from '../../src/discord/render.ts';
import {
  addAliases,
  addByName,
  addSuccessors,
  keepInstitution,
} from '../../src/institutions/keepInstitutions.ts';
import { renderers } from '../../src/renderers.ts';
import { MESSAGE_BLOCKS } from '../../src/slack/limits.ts';
import { renderBlocks } from '../../src/slack/renderMessage.ts';
import type { Work } from '../../src/storage/work.ts';
import {
  buttonsOf,
  type Desk,
  errorsOf,
  openDesk,
  opened,
  refused,
  textOf,
  told,
} from '../chat/desk.ts';
import { contribute, draftValues, fill, press, publish } from '../chat/story.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk('2026-11-23 09:00');
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

const show = async (user: string, channel: string, ...scope: string[]) =>
  told(await desk.presses(user, channel, 'preferences', scope));

describe('preferences', () => {
  it('are the channel’s for who may set them there, and one’s own for all others', async () => {
    expect(textOf(await show('ana', 'kcsf'))).toContain('Preferences of this channel');
    expect(textOf(await show('boss', 'all'))).toContain('Preferences of this channel');
    // A delegate of another organisation, and somebody who belongs nowhere.
    for (const user of ['dan', 'zef']) {
      expect(textOf(await show(user, 'kcsf'))).toContain('Your preferences');
      const looked = await show(user, 'kcsf', 'channel');
      expect(textOf(looked)).toContain('own delegates set the preferences');
      expect(buttonsOf(looked).map(({ act, args }) => [act, ...args])).toEqual([
        ['preferences', 'me'],
      ]);
    }
    const set = ['channel', 'digest', 'weekly'];
    expect(refused(await desk.presses('dan', 'kcsf', 'preferences.set', set))).toContain(
      'own delegates',
    );
    expect(refused(await desk.presses('dan', 'kcsf', 'preferences.edit', ['channel']))).toContain(
      'own delegates',
    );
    expect(refused(await desk.presses('ana', 'all', 'preferences.set', set))).toContain(
      'own delegates',
    );
    expect(refused(await desk.presses('ana', 'nowhere', 'preferences', ['channel']))).toContain(
      'not linked',
    );
    expect(await desk.db.preference.count()).toBe(0);
  });

  it('are asked for in words of any language', async () => {
    for (const line of ['preferences me', 'preferencat mua', 'obaveštenja mene']) {
      expect(textOf(told(await desk.types('ana', 'kcsf', line))), line).toContain(
        'Your preferences',
      );
    }
    expect(textOf(told(await desk.types('ana', 'kcsf', 'preferencat')))).toContain(
      'Preferences of this channel',
    );
  });

  it('change by one button each, and show what is so', async () => {
    const first = await show('ana', 'kcsf');
    expect(textOf(first)).toContain('Notices of drafts: each at once');
    // Quiet hours hold these too; nothing else is promised.
    expect(textOf(first)).toContain('at once, outside your quiet hours');
    const weekly = told(
      await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'digest', 'weekly']),
    );
    expect(textOf(weekly)).toContain('Notices of drafts: together, once a week');
    const overview = told(
      await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'overview', 'yes']),
    );
    expect(textOf(overview)).toContain('Weekly overview: yes');
    expect(buttonsOf(overview).map(({ label }) => label)).toEqual([
      'Notices: each at once',
      'Notices: every morning',
      'Turn off the weekly overview',
      'Choose kinds',
      'Change…',
      'My own preferences',
    ]);
    expect(
      refused(await desk.presses('ana', 'kcsf', 'preferences.set', ['me', 'x', 'y'])),
    ).toContain('button');
    // Another channel, and the person, keep theirs.
    expect(textOf(await show('dan', 'kdi'))).toContain('each at once');
    expect(textOf(await show('ana', 'kcsf', 'me'))).toContain('each at once');
  });

  it('are all in one form, with what stands there now', async () => {
    await publish(desk);
    const form = opened(await desk.presses('ana', 'kcsf', 'preferences.edit', ['channel']));
    expect(form.inputs.map(({ name, value }) => [name, value])).toEqual([
      ['language', 'en'],
      ['digest', 'each'],
      ['overview', 'no'],
      ['quiet', ''],
      ['institutions', ''],
    ]);
    const values = {
      language: 'sq',
      digest: 'daily',
      overview: 'yes',
      quiet: '12:00-14:00',
      institutions: 'mpms',
    };
    const wrong = await desk.submits('ana', 'kcsf', form, { ...values, quiet: '07:00-19:00' });
    expect(errorsOf(wrong).quiet).toContain('between 08:00 and 18:00');
    const unknown = await desk.submits('ana', 'kcsf', form, {
      ...values,
      institutions: 'MPMS; XY',
    });
    expect(errorsOf(unknown).institutions).toBe(
      'I do not know the institution “XY”. I know these: MPMS.',
    );
    const saved = told(await desk.submits('ana', 'kcsf', form, values));
    expect(saved.language).toBe('sq');
    expect(textOf(saved)).toContain('Temat: MPMS');
    expect(textOf(saved)).toContain('Orët pa njoftime: 12:00–14:00');
    const channel = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kcsf' } });
    expect(channel.language).toBe('sq');
    // The card of what is open follows the language.
    expect(
      await desk.shown('draft', (await desk.db.draft.findFirstOrThrow()).id, 'kcsf'),
    ).toContain('Afati për kontribute');
    const again = opened(await desk.presses('ana', 'kcsf', 'preferences.edit', ['channel']));
    expect(again.inputs.map(({ value }) => value)).toEqual([
      'sq',
      'daily',
      'yes',
      '12:00–14:00',
      'MPMS',
    ]);
    // Of two submissions, the second shows the same.
    expect(textOf(told(await desk.submits('ana', 'kcsf', form, values)))).toContain('MPMS');
  });

  it('of a person hold their language, or the channel’s', async () => {
    const form = opened(await desk.presses('zef', 'kdi', 'preferences.edit', ['me']));
    expect(form.inputs[0]?.value).toBe('channel');
    const values = { digest: 'each', overview: 'no', quiet: '', institutions: '' };
    const saved = told(await desk.submits('zef', 'kdi', form, { ...values, language: 'sr' }));
    expect(textOf(saved)).toContain('Vaša obaveštenja');
    expect(textOf(told(await desk.uses('zef', 'kdi', 'today')))).toContain('Danas');
    const next = opened(await desk.presses('zef', 'kdi', 'preferences.edit', ['me']));
    const back = told(await desk.submits('zef', 'kdi', next, { ...values, language: 'channel' }));
    expect(back.language).toBe('en');
  });

  it('stay when a channel is linked anew, and go when it becomes another organisation’s', async () => {
    const number = await publish(desk);
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'digest', 'weekly']));
    told(await desk.presses('ana', 'kcsf', 'draft.mute', [number, 'channel', 'on']));
    const link = async (organisation: string) => {
      const values = { purpose: 'member', organisation, language: 'en' };
      told(await desk.uses('boss', 'kcsf', 'channel.link', values));
      return textOf(await show('boss', 'kcsf', 'channel'));
    };
    expect(await link('KCSF')).toContain('together, once a week');
    const other = await link('KDI');
    expect(other).toContain('each at once');
    expect(other).not.toContain('Muted');
  });

  it('choose kinds of documents by pressing them', async () => {
    const kinds = told(await desk.presses('ana', 'kcsf', 'preferences.kinds', ['channel']));
    expect(buttonsOf(kinds)).toHaveLength(10);
    const strategy = told(
      await desk.presses('ana', 'kcsf', 'preferences.kinds', ['channel', 'strategy']),
    );
    expect(buttonsOf(strategy).map(({ label }) => label)).toContain('✓ strategy');
    const back = await show('ana', 'kcsf', 'channel');
    expect(textOf(back)).toContain('Topics: strategy');
    expect(textOf(back)).toContain('Post drafts outside these topics: yes');
    const all = told(await desk.presses('ana', 'kcsf', 'preferences.kinds', ['channel', 'all']));
    expect(textOf(all)).not.toContain('✓');
  });
});

describe('a channel that wants no drafts outside its topics', () => {
  const cards = async (channel: string) =>
    desk.db.delivery.count({ where: { kind: 'draft', channel: { externalId: channel } } });

  it('gets no card of them, the secretariat is told so, and they come when it changes its mind', async () => {
    told(await desk.presses('ana', 'kcsf', 'preferences.kinds', ['channel', 'strategy']));
    await publish(desk);
    // Its topics alone keep back notices, not cards.
    expect(await cards('kcsf')).toBe(1);
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'otherCards', 'no']));
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    const preview = told(await fill(desk, 'boss', 'office', form, draftValues()));
    expect(textOf(preview)).toContain('It goes to 3 channels');
    expect(textOf(preview)).toContain('1 channel chose not to receive drafts of this kind.');
    told(await press(desk, 'boss', 'office', preview, 'draft.publish'));
    expect(await cards('kcsf')).toBe(1);
    expect(await cards('kdi')).toBe(2);
    const details = async (user: string, channel: string) =>
      textOf(told(await desk.presses(user, channel, 'draft.show', ['MPMS-2026-002'])));
    expect(await details('boss', 'office')).toContain(
      '1 channel chose not to receive it: #kcsf (KCSF, sandbox)',
    );
    expect(await details('dan', 'kdi')).not.toContain('chose not');
    await publish(desk, { type: 'strategy' });
    expect(await cards('kcsf')).toBe(2);
    // What turns out to be a strategy comes after all.
    const wrong = await desk.db.draft.findFirstOrThrow({ where: { number: 'MPMS-2026-002' } });
    const edit = opened(await desk.uses('boss', 'office', 'draft.edit', { draft: wrong.number }));
    const [first = {}, ...rest] = draftValues({ type: 'strategy' });
    told(await fill(desk, 'boss', 'office', edit, [first, ...rest]));
    expect(await cards('kcsf')).toBe(3);
    await publish(desk);
    expect(await cards('kcsf')).toBe(3);
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'otherCards', 'yes']));
    expect(await cards('kcsf')).toBe(4);
  });
});

describe('institutions among the topics', () => {
  const keep = async <T>(run: (work: Work) => Promise<T>): Promise<T> => {
    const world = await desk.surroundings();
    return desk.storage.transaction((tx) => run({ ...world, tx }));
  };
  /** Chooses them in the form of a channel that wants no other cards. */
  const choose = async (institutions: string) => {
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'otherCards', 'no']));
    const form = opened(await desk.presses('ana', 'kcsf', 'preferences.edit', ['channel']));
    const values = { language: 'en', digest: 'each', overview: 'no', quiet: '', institutions };
    return textOf(told(await desk.submits('ana', 'kcsf', form, values)));
  };
  const cards = () =>
    desk.db.delivery.count({ where: { kind: 'draft', channel: { externalId: 'kcsf' } } });
  const NAME = 'Zyra e Kryeministrit';

  it('stay the same one when a bare name gets its abbreviation, or becomes a spelling', async () => {
    await keep((work) => addByName(work, [NAME, 'Ministria e Punëve']));
    expect(await choose(`Ministria e Punëve, ${NAME}`)).toContain(
      `Topics: Ministria e Punëve, ${NAME}`,
    );
    await keep((work) => keepInstitution(work, { code: 'ZKM', nameSq: NAME }));
    expect(textOf(await show('ana', 'kcsf', 'channel'))).toContain(
      'Topics: Ministria e Punëve, ZKM',
    );
    await keep(async (work) => {
      const mpb = await keepInstitution(work, { code: 'MPB' });
      if ('refused' in mpb) throw new Error(mpb.refused);
      return addAliases(work, mpb.id, ['Ministria e Punëve']);
    });
    expect(textOf(await show('ana', 'kcsf', 'channel'))).toContain('Topics: MPB, ZKM');
    await publish(desk, { institution: 'ZKM' });
    await publish(desk, { institution: 'MPB' });
    await publish(desk, { institution: 'MSh' });
    expect(await cards()).toBe(2);
  });

  it('are known by every spelling, in the form and in a preview as in publishing', async () => {
    await keep(async (work) => {
      const mpb = await keepInstitution(work, { code: 'MPB', aliases: 'MIA' });
      return mpb;
    });
    expect(await choose('mia')).toContain('Topics: MPB');
    const form = opened(await desk.uses('boss', 'office', 'draft.new'));
    const values = draftValues({ institution: 'MIA' });
    const preview = told(await fill(desk, 'boss', 'office', form, values));
    expect(textOf(preview)).toContain('It goes to 4 channels');
    expect(textOf(preview)).not.toContain('chose not to receive');
    told(await press(desk, 'boss', 'office', preview, 'draft.publish'));
    expect(await cards()).toBe(1);
  });

  it('are also those that continue them today', async () => {
    await keep(async (work) => {
      for (const code of ['MPMS', 'MFPT']) await keepInstitution(work, { code });
      const renamed = { institution: 'MPMS', successors: 'MFPT', kind: 'merged' };
      return addSuccessors(work, { ...renamed, fromDay: '2026-11-25' });
    });
    await choose('MPMS');
    await publish(desk, { institution: 'MFPT' });
    expect(await cards()).toBe(0);
    desk.moveTo('2026-11-25 09:00');
    await publish(desk, { institution: 'MFPT' });
    expect(await cards()).toBe(1);
  });
});

describe('a muted draft', () => {
  it('is muted for the channel by who may, and for oneself by anyone; both are taken back', async () => {
    const number = await publish(desk);
    const mute = (user: string, scope: string, how: string) =>
      desk.presses(user, 'kcsf', 'draft.mute', [number, scope, how]);
    expect(refused(await mute('zef', 'channel', 'on'))).toContain('own delegates');
    const done = told(await mute('ana', 'channel', 'on'));
    expect(textOf(done)).toContain(`No more notices of ${number} in this channel`);
    expect(buttonsOf(done).map(({ label }) => label)).toEqual([`Unmute ${number}`, 'Preferences']);
    expect(textOf(await show('ada', 'kcsf'))).toContain(`Muted drafts: ${number}`);
    expect(await desk.db.draftMute.count()).toBe(1);
    // Pressed twice it stays one.
    told(await mute('ana', 'channel', 'on'));
    expect(await desk.db.draftMute.count()).toBe(1);
    const details = told(await desk.presses('ana', 'kcsf', 'draft.show', [number]));
    expect(buttonsOf(details).map(({ label }) => label)).toContain(`Unmute ${number}`);
    told(await press(desk, 'ana', 'kcsf', done, 'draft.mute'));
    expect(await desk.db.draftMute.count()).toBe(0);
    expect(textOf(told(await mute('zef', 'me', 'on')))).toContain('no longer write to you');
  });
});

describe('the weekly overview', () => {
  it('tells what is new, open, over and shared, and nothing that is unfinished', async () => {
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'overview', 'yes']));
    const over = await publish(desk, { institution: 'MD', closesOn: '2026-12-04' });
    const open = await publish(desk, { institution: 'MAPL', closesOn: '2026-12-21' });
    const reference = await contribute(desk, 'dan', 'kdi', open);
    told(await desk.presses('dan', 'kdi', 'contribution.share', [reference, 'yes']));
    const form = opened(await desk.presses('ana', 'kcsf', 'contribute', [open]));
    await desk.submits('ana', 'kcsf', form, { kind: 'amend', article: 'Neni 77' });
    desk.moveTo('2026-12-04 09:00');
    const fresh = await publish(desk, {
      institution: 'MSh',
      opensOn: '2026-12-04',
      receivedOn: '2026-12-04',
      closesOn: '2026-12-28',
    });
    desk.moveTo('2026-12-07 08:00');
    await desk.tick();
    const [digest, ...more] = await desk.db.delivery.findMany({ where: { kind: 'day.digest' } });
    expect(more).toEqual([]);
    const text = await desk.shown('day.digest', digest?.subject ?? '', 'kcsf');
    expect(text).toContain('The week from Monday, 7 December 2026');
    expect(text).toMatch(new RegExp(`New this week\n${fresh} – `));
    expect(text).toMatch(new RegExp(`Also open\n${open} – `));
    expect(text).toMatch(new RegExp(`Became due this week\n${over} – was due`));
    expect(text).toContain(`do you support it?\n${reference} – KDI`);
    expect(text).not.toContain('Neni 77');
    expect(text).toContain('[My day] [Preferences]');
    // It has a position of its own now: there is nothing to support any more.
    told(await desk.presses('ana', 'kcsf', 'contribution.support', [reference]));
    expect(await desk.shown('day.digest', digest?.subject ?? '', 'kcsf')).not.toContain('support');
  });

  it('is silent when there is nothing', async () => {
    told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'overview', 'yes']));
    await desk.tick();
    const row = await desk.db.delivery.findFirstOrThrow({ where: { kind: 'day.digest' } });
    expect(await desk.shown('day.digest', row.subject, 'kcsf')).toBeNull();
  });
});

it('shows the secretariat how many notices wait for a digest', async () => {
  await publish(desk);
  await desk.db.delivery.updateMany({ where: { kind: 'draft' }, data: { state: 'held' } });
  const shown = textOf(told(await desk.uses('boss', 'office', 'delivery.show')));
  expect(shown).toContain('waiting for a digest 4');
});

describe('the page of the board', () => {
  const board = async (user: string) =>
    told(await desk.uses('boss', 'office', 'member.role', { person: user, role: 'board' }));
  const pages = () => desk.db.delivery.findMany({ where: { kind: 'day.boardPage' } });

  it('comes to each member of the board on the first working morning of a month', async () => {
    await board('dan');
    await board('ana');
    await publish(desk, { closesOn: '2026-12-04' });
    await publish(desk, { receivedOn: '2026-10-30' });
    const number = await publish(desk);
    await contribute(desk, 'dan', 'kdi', number);
    await desk.tick();
    // The first that there is tells of October; November's comes when it is over.
    expect((await pages()).map(({ subject }) => subject)).toEqual(['2026-10-01', '2026-10-01']);
    for (const [at, count] of [
      ['2026-11-30 17:00', 2],
      ['2026-12-01 07:59', 2],
      ['2026-12-01 08:00', 4],
      ['2026-12-01 08:01', 4],
    ] as const) {
      desk.moveTo(at);
      await desk.tick();
      expect(await pages(), at).toHaveLength(count);
    }
    const text = await desk.shown('day.boardPage', '2026-11-01', 'office').catch(() => null);
    expect(text).toContain('Consultations in November 2026');
    expect(text).toContain('2 drafts received');
    expect(text).toContain('1 of them with less time than the standard minimum');
    expect(text).toContain('1 contribution submitted');
    expect(text).toContain('1 organisation took part');
  });

  it('is not told when nothing happened, to who wants none, nor to who left', async () => {
    await board('dan');
    await board('ana');
    expect(textOf(await show('dan', 'all', 'me'))).toContain('Monthly page of the board: yes');
    told(await desk.presses('dan', 'all', 'preferences.set', ['me', 'monthly', 'no']));
    told(await desk.uses('boss', 'office', 'member.role', { person: 'ana', role: 'none' }));
    desk.moveTo('2026-12-01 08:00');
    await desk.tick();
    expect(await pages()).toEqual([]);
    await board('ana');
    await desk.tick();
    const [page] = await pages();
    expect(await desk.shown('day.boardPage', page?.subject ?? '', 'office')).toBeNull();
  });
});

it('an overview stays on one screen whatever there is, on every platform', async () => {
  told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'overview', 'yes']));
  told(await desk.presses('ana', 'kcsf', 'preferences.set', ['channel', 'digest', 'weekly']));
  const institutions = ['MAPL', 'MSh', 'MD', 'MPMS', 'MKRS', 'MASHT'];
  for (const institution of institutions) {
    await publish(desk, { institution, closesOn: '2026-12-04' });
    await publish(desk, { institution, closesOn: '2026-12-21', titleSq: 'Ë'.repeat(300) });
  }
  desk.moveTo('2026-12-04 13:00');
  for (const institution of institutions) {
    const number = await publish(desk, { institution, closesOn: '2026-12-28' });
    const reference = await contribute(desk, 'dan', 'kdi', number);
    told(await desk.presses('dan', 'kdi', 'contribution.share', [reference, 'yes']));
  }
  desk.moveTo('2026-12-07 08:00');
  await desk.tick();
  const row = await desk.db.delivery.findFirstOrThrow({ where: { kind: 'day.digest' } });
  const channel = await desk.db.channel.findFirstOrThrow({ where: { externalId: 'kcsf' } });
  const rendered = await renderers['day.digest']?.({
    subject: row.subject,
    params: row.params as Record<string, unknown>,
    target: channel,
    db: desk.storage.db,
    shared: (_group, _name, load) => load(),
    world: await desk.surroundings(),
  });
  if (!rendered || 'upload' in rendered) throw new Error('no digest');
  expect(textOf(rendered)).toContain('Waiting for your answer');
  const labels = buttonsOf(rendered).map(({ label }) => label);
  expect(labels.length).toBeLessThanOrEqual(25);
  // Nothing is cut off: what leads on stands at the end.
  const blocks = renderBlocks(rendered);
  expect(blocks.length).toBeLessThan(MESSAGE_BLOCKS);
  expect(JSON.stringify(blocks.at(-1))).toContain('Preferences');
  const { components } = onDiscord(rendered);
  expect(JSON.stringify(components?.at(-1))).toContain('Preferences');
});
