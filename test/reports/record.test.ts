import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES, translator } from '../../src/i18n/index.ts';
import { isRecordedAct, RECORDED_ACTS } from '../../src/reports/recordActs.ts';
import { actName } from '../../src/reports/recordCards.ts';
import { buttonsOf, type Desk, openDesk, refused, textOf, told } from '../chat/desk.ts';
import { contribute, press, publish } from '../chat/story.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the code puts together at run time, and what it can become. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'membership.${decision}': ['membership.accepted', 'membership.rejected'],
  'draft.${state}': ['draft.closed', 'draft.withdrawn'],
  'holiday.${correction.kind}': ['holiday.add', 'holiday.move', 'holiday.remove'],
};

/** Every act that some file notes: the second argument of audit() and auditEach(). */
function notedActs(): string[] {
  const files = ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('generated'))
      .map((name) => join(root, folder, name)),
  );
  const calls = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(
      /(?<!function )\baudit(?:Each)?\(\s*(?:\w+|\{[^}]*\}),\s*([^,]{1,120}),/g,
    ),
  ]);
  return calls.flatMap(([, act = '']) => {
    const literals = [...act.matchAll(/['`]([^'`]+)['`]/g)].map(([, text = '']) => text);
    // An act that is neither written out nor known here would have no name.
    if (literals.length === 0) return [`not written out: ${act}`];
    return literals.flatMap((literal) => TEMPLATES[literal] ?? [literal]);
  });
}

describe('the names of what is recorded', () => {
  it('are there for every act that any use case notes', () => {
    const noted = [...new Set(notedActs())];
    expect(noted.length).toBeGreaterThan(40);
    expect(noted.filter((act) => !isRecordedAct(act))).toEqual([]);
  });

  it.each(LANGUAGES)('are all different in %s, and no bare ids', (language) => {
    const t = translator(language);
    const names = RECORDED_ACTS.map((act) => actName(t, act));
    expect(new Set(names).size).toBe(names.length);
    for (const [index, name] of names.entries()) expect(name).not.toBe(RECORDED_ACTS[index]);
    expect(actName(t, 'older.act')).toBe('older.act');
  });
});

describe('the record', () => {
  let desk: Desk;
  let number: string;
  let reference: string;
  beforeEach(async () => {
    desk = await openDesk();
    number = await publish(desk);
    desk.moveTo('2026-11-24 10:00');
    reference = await contribute(desk, 'ana', 'kcsf', number, { kind: 'support' });
    told(await desk.presses('dan', 'kdi', 'draft.interested', [number]));
  });
  afterEach(() => desk.dispose());

  const asks = async (text: string) =>
    textOf(told(await desk.types('boss', 'office', `record ${text}`)));
  const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('• '));

  it('says who did what, when and from where, the last thing first', async () => {
    const all = lines(await asks(''));
    expect(all[0]).toBe(
      `• 24 Nov 2026, 10:00 · dan: said whether a draft concerns the organisation · ${number} · #kdi (KDI, sandbox)`,
    );
    expect(all[1]).toBe(
      `• 24 Nov 2026, 10:00 · ana: submitted a contribution · ${reference} · #kcsf (KCSF, sandbox)`,
    );
    expect(all[2]).toContain('23 Nov 2026, 09:00 · boss: published a draft');
  });

  it('is asked for by draft, contribution, person, act and days', async () => {
    expect(lines(await asks(number))).toHaveLength(3);
    expect(lines(await asks(reference))).toEqual([
      expect.stringContaining('submitted a contribution'),
    ]);
    expect(
      lines(await asks('person:dan act:"said whether a draft concerns the organisation"')),
    ).toHaveLength(1);
    expect(lines(await asks('act:draft.publish'))).toHaveLength(1);
    const today = await asks('days:1');
    expect(lines(today)).toHaveLength(2);
    expect(today).toContain('of the last day');
    await desk.uses('zef', 'all', 'help');
    expect(await asks('person:zef')).toContain('Nothing that fits');
  });

  it('refuses what it cannot look for', async () => {
    const no = async (text: string) =>
      refused(await desk.types('boss', 'office', `record ${text}`));
    expect(await no('XYZ-1')).toContain('XYZ-1');
    expect(await no('days:0')).toContain('0');
    expect(await no('act:nothing')).toContain('nothing');
    await no('person:nobody-ever');
    refused(await desk.types('ana', 'kcsf', 'record'));
  });

  it('goes back line by line, and nothing is skipped or told twice', async () => {
    const found: string[] = [];
    let shown = told(await desk.types('boss', 'office', 'record person:boss days:3'));
    found.push(...lines(textOf(shown)));
    while (buttonsOf(shown).length > 0) {
      shown = told(await press(desk, 'boss', 'office', shown, 'record.page'));
      found.push(...lines(textOf(shown)));
    }
    const boss = await desk.db.person.findFirstOrThrow({ where: { externalId: 'boss' } });
    expect(found).toHaveLength(await desk.db.audit.count({ where: { personId: boss.id } }));
    expect(found.length).toBeGreaterThan(6);
  });

  it('holds small things, too: reminders and languages', async () => {
    told(await desk.uses('zef', 'all', 'language', { language: 'sq' }));
    told(await desk.uses('ana', 'kcsf', 'draft.remind', { draft: number }));
    told(await desk.uses('ana', 'kcsf', 'draft.remind', { draft: number }));
    const acts = await desk.db.audit.findMany({ orderBy: { seq: 'desc' }, take: 3 });
    expect(acts).toMatchObject([
      { act: 'draft.remind', detail: { on: false } },
      { act: 'draft.remind', detail: { on: true } },
      { act: 'language', detail: { language: 'sq' }, place: 'sandbox:sandbox:all' },
    ]);
  });
});
