import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/chat/refusal.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import {
  addEvidence,
  type EvidenceDone,
  evidenceOf,
  type OfferedEvidence,
  restoreEvidence,
  takeEvidenceBack,
} from '../../src/plan/evidence.ts';
import {
  EVIDENCE_FILE,
  renderEvidenceFile,
  tellEvidenceFile,
} from '../../src/plan/evidenceFile.ts';
import { historyOf } from '../../src/plan/history.ts';
import { REMOVALS } from '../../src/schedule/retentionRules.ts';
import { documentRoutes } from '../../src/site/documents.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';
import { importText, on, worldOn } from './work.ts';

let storage: TemporaryStorage;
let draft: { id: string; number: string };
let fileId: string;
beforeEach(async () => {
  storage = await openTemporaryStorage();
  await importText(storage, 'activity,deadline,status\nOne,2026-12-14,\nTwo,2026,dropped\n');
  const { now } = worldOn('2026-10-05');
  draft = await storage.db.draft.create({
    data: {
      number: 'MAPL-2026-001',
      numberKey: 'mapl 2026 001',
      institution: { create: { code: 'MAPL', codeKey: 'mapl' } },
      type: 'draft_law',
      titleSq: 'Projektligji për Komunat',
      receivedOn: '2026-10-05',
      opensOn: '2026-10-05',
      closesOn: '2026-10-26',
      dueOn: '2026-10-23',
      dueTime: '12:00',
      zone: 'Europe/Belgrade',
      dueAt: now,
      publishedAt: now,
      searchKey: 'mapl',
    },
    select: { id: true, number: true },
  });
  const bytes = new TextEncoder().encode('<script>alert(1)</script>');
  const file = await storage.db.storedFile.create({
    data: {
      name: 'Procesverbali.html',
      mime: 'text/html',
      size: bytes.length,
      sha256: 'x',
      bytes,
      createdAt: now,
    },
  });
  fileId = file.id;
});
afterEach(() => storage.dispose());

const NONE: OfferedEvidence = { title: '', draft: null, link: '', fileId: null };
const add = (offered: Partial<OfferedEvidence>, handle = 'A1') =>
  on(storage, '2026-10-06', (work) => addEvidence(work, handle, { ...NONE, ...offered }));
async function added(offered: Partial<OfferedEvidence>): Promise<EvidenceDone> {
  const done = await add(offered);
  if (isRefusal(done)) throw new Error(done.refused);
  return done;
}
const takeBack = (id: string) => on(storage, '2026-10-07', (work) => takeEvidenceBack(work, id));
async function titles(): Promise<string[]> {
  const { id } = await storage.db.activity.findUniqueOrThrow({ where: { handle: 'A1' } });
  return (await evidenceOf(storage.db, id)).map(({ title }) => title);
}

describe('addEvidence', () => {
  it('takes a link, a draft or a file, with the title that it usually has or its own', async () => {
    await added({ link: 'https://example.org/a' });
    await added({ draft });
    await added({ fileId, title: '  Minutes of\nthe Council ' });
    expect(await titles()).toEqual(
      expect.arrayContaining(['example.org', 'MAPL-2026-001', 'Minutes of the Council']),
    );
  });

  it.each<[string, () => Partial<OfferedEvidence>, string, string | undefined]>([
    ['nothing', () => ({ title: 'x' }), 'plan.evidence.none', 'link'],
    ['two of them', () => ({ draft, link: 'https://x.org' }), 'plan.evidence.several', 'link'],
    ['a link that is none', () => ({ link: 'javascript:alert(1)' }), 'draft.badLink', 'link'],
    ['a file’s address', () => ({ link: 'file:///etc/passwd' }), 'draft.badLink', 'link'],
    ['a long title', () => ({ draft, title: 'x'.repeat(121) }), 'form.tooLong', 'title'],
    ['an unshowable one', () => ({ draft, title: 'a\u202eb' }), 'form.unshowable', 'title'],
  ])('refuses %s', async (_what, offered, refused, field) => {
    expect(await add(offered())).toMatchObject({ refused, field });
    expect(await storage.db.activityEvidence.count()).toBe(0);
  });

  it('cuts no link, and shows nothing that turns the text around', async () => {
    expect(await add({ link: `https://example.org/${'š'.repeat(200)}` })).toMatchObject({
      refused: 'draft.badLink',
    });
    await storage.db.storedFile.update({
      where: { id: fileId },
      data: { name: 'a\u202efdp.exe' },
    });
    expect((await added({ fileId })).title).toBe('afdp.exe');
  });

  it('refuses what stands there already, more than can be shown, and an unknown activity', async () => {
    await added({ draft });
    expect(await add({ draft })).toMatchObject({ refused: 'plan.evidence.twice', field: 'draft' });
    await added({ link: 'https://example.org/a' });
    expect(await add({ link: 'https://example.org/a' })).toMatchObject({
      refused: 'plan.evidence.twice',
      field: 'link',
    });
    for (let n = 3; n <= 20; n += 1) await added({ link: `https://example.org/${n}` });
    expect(await add({ fileId })).toMatchObject({ refused: 'plan.evidence.tooMany' });
    expect(await add({ fileId }, 'A9')).toMatchObject({ refused: 'plan.unknownActivity' });
    // What was dropped may have its evidence, too.
    expect(isRefusal(await add({ fileId }, 'A2'))).toBe(false);
  });
});

describe('takeEvidenceBack', () => {
  it('hides it once, and the history keeps both', async () => {
    const { id } = await added({ link: 'https://example.org/a', title: 'Minutes' });
    expect(await takeBack(id)).toMatchObject({ handle: 'A1', title: 'Minutes' });
    expect(await titles()).toEqual([]);
    expect(await takeBack(id)).toMatchObject({ refused: 'plan.evidence.gone' });
    expect(await takeBack('none')).toMatchObject({ refused: 'plan.evidence.gone' });
    const [row] = await storage.db.activityEvidence.findMany();
    const history = await historyOf(storage.db, row?.activityId ?? '');
    expect(history).toMatchObject([
      { field: 'evidence', before: 'Minutes', after: null },
      { field: 'evidence', before: null, after: 'Minutes' },
    ]);
    // The same may be added anew.
    expect((await added({ link: 'https://example.org/a' })).title).toBe('example.org');
  });

  it('can itself be taken back for as long as there is something to show', async () => {
    const restore = (id: string) => on(storage, '2026-10-08', (work) => restoreEvidence(work, id));
    const { id } = await added({ fileId });
    expect(await restore(id)).toMatchObject({ refused: 'plan.evidence.gone' });
    await takeBack(id);
    expect(await restore(id)).toMatchObject({ handle: 'A1', title: 'Procesverbali.html' });
    expect(await titles()).toEqual(['Procesverbali.html']);
    await takeBack(id);
    await storage.db.activityEvidence.update({ where: { id }, data: { fileId: null } });
    expect(await restore(id)).toMatchObject({ refused: 'plan.evidence.gone' });
  });

  it('lets the file go, which is kept for as long as it is evidence', async () => {
    const files = REMOVALS.find(({ model }) => model === 'StoredFile');
    const remove = () =>
      on(storage, '2026-10-20', (work) => files?.remove(work.tx, work.now, 10) ?? fail());
    const fail = () => Promise.reject(new Error('no rule for files'));
    const { id } = await added({ fileId });
    expect(await remove()).toBe(0);
    await takeBack(id);
    expect(await remove()).toBe(1);
    expect(await storage.db.activityEvidence.count()).toBe(1);
  });
});

describe('a file of evidence', () => {
  const routes = () => documentRoutes(storage);

  it('is offered for download and never run, until it is taken back', async () => {
    const { id } = await added({ fileId });
    const response = await routes().request(`/evidence/${id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toContain('Procesverbali.html');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    await takeBack(id);
    expect((await routes().request(`/evidence/${id}`)).status).toBe(404);
    const link = await added({ link: 'https://example.org' });
    for (const none of [link.id, 'none', 'x'.repeat(5_000)]) {
      expect((await routes().request(`/evidence/${none}`)).status).toBe(404);
    }
  });

  it('comes in a direct message where the bot has no pages', async () => {
    const { id } = await added({ fileId, title: 'Minutes' });
    const { now } = worldOn('2026-10-06');
    const person = await storage.db.person.create({
      data: {
        platform: 'sandbox',
        community: 'sandbox',
        externalId: 'zef',
        displayName: 'Zef',
        createdAt: now,
      },
    });
    const ask = (evidence: string) =>
      on(storage, '2026-10-06', (work) => tellEvidenceFile(work, evidence, person));
    expect(await ask(id)).toEqual({ title: 'Minutes' });
    expect(await storage.db.delivery.findMany()).toMatchObject([
      { kind: EVIDENCE_FILE, subject: id, personId: person.id, channelId: null },
    ]);
    const rendered = () =>
      renderEvidenceFile({
        subject: id,
        params: {},
        target: { id: person.id, purpose: 'person', organisationId: null, language: 'sr' },
        db: storage.db,
        shared: sharedReads(storage, 1),
        world: worldOn('2026-10-06'),
      });
    expect(await rendered()).toMatchObject({
      upload: { name: 'Procesverbali.html' },
      comment: { summary: 'Dokaz za A1: Minutes' },
    });
    await takeBack(id);
    expect(await rendered()).toBeNull();
    expect(await ask(id)).toMatchObject({ refused: 'plan.evidence.gone' });
  });
});
