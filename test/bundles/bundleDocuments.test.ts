import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BUNDLE_DOCUMENT } from '../../src/bundles/bundleFile.ts';
import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { sharedReads } from '../../src/delivery/render.ts';
import { readText } from '../../src/documents/readText.ts';
import { renderers } from '../../src/renderers.ts';
import { buttonsOf, type Desk, openDesk, refused, textOf, told } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

// A thread begins for each file; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const BUNDLE = 'MPMS-2026-001/P-1';

let desk: Desk;
let draft: { id: string; number: string };
beforeEach(async () => {
  desk = await openDesk();
  await publish(desk);
  draft = await desk.db.draft.findFirstOrThrow();
  await contribute(desk, 'ana', 'kcsf', draft.number, {
    kind: 'amend',
    article: 'Neni 5',
    proposedText: 'Afati është pesëmbëdhjetë ditë.',
  });
});
afterEach(async () => {
  expect(desk.errors).toEqual([]);
  await desk.dispose();
});

async function gather(): Promise<string> {
  return (await desk.work((work) => gatherBundle(work, draft))).id;
}

async function freeze(): Promise<void> {
  const id = await gather();
  const done = await desk.work((work) => freezeBundle(work, id));
  if (isRefusal(done)) throw new Error(done.refused);
}

/** The files that wait to be sent, and where they go. */
async function files() {
  const rows = await desk.db.delivery.findMany({
    where: { kind: BUNDLE_DOCUMENT },
    include: { channel: true, person: true },
    orderBy: { seq: 'asc' },
  });
  return Promise.all(
    rows.map(async (row) => {
      const rendered = await renderers[BUNDLE_DOCUMENT]?.({
        subject: row.subject,
        params: row.params as Record<string, unknown>,
        target: {
          id: row.channelId ?? '',
          purpose: 'secretariat',
          organisationId: null,
          language: 'en',
        },
        db: desk.db,
        shared: sharedReads(desk.storage, 0),
        world: await desk.surroundings(),
      });
      if (!rendered || !('upload' in rendered)) throw new Error('no file');
      return {
        to: row.channel?.externalId ?? row.person?.externalId,
        name: rendered.upload.name,
        bytes: rendered.upload.bytes,
        line: textOf(rendered.comment),
      };
    }),
  );
}

const asks = (values: Record<string, string>, user = 'boss', channel = 'office') =>
  desk.uses(user, channel, 'bundle.documents', values);

it('offers each kind in one language, and the other languages', async () => {
  await freeze();
  const message = told(await asks({ bundle: draft.number }));
  expect(buttonsOf(message).map(({ args, label }) => [label, ...args])).toEqual([
    ['Word (DOCX)', BUNDLE, 'en', 'docx'],
    ['PDF', BUNDLE, 'en', 'pdf'],
    ['Excel (XLSX)', BUNDLE, 'en', 'xlsx'],
    ['CSV', BUNDLE, 'en', 'csv'],
    ['JSON', BUNDLE, 'en', 'json'],
    ['Albanian', BUNDLE, 'sq'],
    ['Serbian', BUNDLE, 'sr'],
  ]);
  const serbian = told(await desk.presses('boss', 'office', 'bundle.documents', [BUNDLE, 'sr']));
  expect(textOf(serbian)).toContain('Language: Serbian.');
  expect(buttonsOf(serbian)[0]?.args).toEqual([BUNDLE, 'sr', 'docx']);
});

it('brings what was frozen to the channel of the secretariat, under its hash', async () => {
  await freeze();
  const { sha256 } = await desk.db.bundle.findFirstOrThrow();
  const answer = await desk.presses('boss', 'office', 'bundle.documents', [BUNDLE, 'sq', 'docx']);
  expect(textOf(told(answer))).toBe('MPMS-2026-001_P-1_sq.docx is coming in this channel.');
  told(await asks({ bundle: BUNDLE, language: 'en', format: 'JSON' }));
  const [docx, json] = await files();
  expect(docx).toMatchObject({ to: 'office', name: 'MPMS-2026-001_P-1_sq.docx' });
  expect(docx?.line).toBe(`${BUNDLE}: Word (DOCX), Albanian. SHA-256 ${sha256}`);
  const read = await readText(docx?.bytes ?? new Uint8Array());
  expect(isRefusal(read) ? read.refused : read.text).toContain('Afati është pesëmbëdhjetë ditë.');
  const hash = createHash('sha256').update(json?.bytes ?? '');
  expect(hash.digest('hex')).toBe(sha256);
});

it('brings what is not frozen yet as a preview, but no JSON of it', async () => {
  await gather();
  const message = told(await asks({ bundle: draft.number, language: 'Albanian' }));
  expect(textOf(message)).toContain('is not frozen yet: its documents are marked as a preview');
  expect(buttonsOf(message).some(({ args }) => args.includes('json'))).toBe(false);
  // What came after staff looked stands in the preview, too.
  await contribute(desk, 'dan', 'kdi', draft.number, {
    kind: 'amend',
    article: 'Neni 9',
    proposedText: 'Më vonë.',
  });
  told(await asks({ bundle: BUNDLE, language: 'sr', format: 'csv' }));
  const [csv] = await files();
  expect(csv?.name).toBe('MPMS-2026-001_P-1_sr_preview.csv');
  expect(csv?.line).toContain('Not frozen yet.');
  const text = new TextDecoder().decode(csv?.bytes);
  expect(text).toContain('Më vonë.');
  expect(text).toContain('pregled, nije zaključano');
  expect(refused(await asks({ bundle: BUNDLE, format: 'json' }))).toContain(
    'only of what is frozen',
  );
});

it('leaves a bundle in no channel of members, and gives it to staff only', async () => {
  await freeze();
  const values = { bundle: BUNDLE, format: 'csv' };
  expect(textOf(told(await asks(values, 'boss', 'kdi')))).toContain('direct message');
  const another = { ...values, language: 'sr' };
  expect(textOf(told(await asks(another, 'boss', 'all')))).toContain('direct message');
  expect((await files()).map(({ to }) => to)).toEqual(['boss', 'boss']);
  expect(refused(await asks(values, 'dan', 'kdi'))).not.toBe('');
  expect(await files()).toHaveLength(2);
});

it('refuses what it does not know', async () => {
  expect(refused(await asks({ bundle: 'XYZ' }))).toContain('XYZ');
  expect(refused(await asks({ bundle: draft.number }))).toContain('no bundle yet');
  await freeze();
  expect(refused(await asks({ bundle: BUNDLE, format: 'odt' }))).toContain('docx, pdf, xlsx');
  expect(refused(await asks({ bundle: BUNDLE, language: 'de' }))).toContain('“de”');
  expect(await files()).toEqual([]);
});

it('completes the numbers of bundles, also by the title of their draft', async () => {
  await freeze();
  await contribute(desk, 'dan', 'kdi', draft.number);
  await gather();
  const found = await desk.router.complete({
    act: 'bundle.documents',
    option: 'bundle',
    typed: 'sociale',
    given: {},
    user: { platform: 'sandbox', community: 'sandbox', user: 'boss' },
    channel: { platform: 'sandbox', community: 'sandbox', channel: 'office' },
  });
  expect(found.map(({ value }) => value)).toEqual(['MPMS-2026-001/P-2', BUNDLE]);
});

it('brings nothing into a channel that is the secretariat’s no more', async () => {
  await freeze();
  told(await asks({ bundle: BUNDLE, language: 'sr', format: 'csv' }));
  const { id } = await desk.db.bundle.findFirstOrThrow();
  expect(await desk.shown(BUNDLE_DOCUMENT, id, 'office')).toContain(BUNDLE);
  told(await desk.uses('boss', 'office2', 'channel.link', { purpose: 'secretariat' }));
  const link = { purpose: 'member', organisation: 'KDI', language: 'en' };
  told(await desk.uses('boss', 'office', 'channel.link', link));
  expect(await desk.shown(BUNDLE_DOCUMENT, id, 'office')).toBeNull();
});
