import { afterEach, beforeEach, expect, it } from 'vitest';
import { documentRoutes } from '../../src/site/documents.ts';
import { linkTwo, publish } from '../schedule/world.ts';
import { openTemporaryStorage, type TemporaryStorage } from '../storage/temporary.ts';

let storage: TemporaryStorage;
beforeEach(async () => {
  storage = await openTemporaryStorage();
});
afterEach(() => storage.dispose());

async function document(name: string, content: string): Promise<string> {
  await linkTwo(storage);
  const draft = await publish(storage, '2026-10-12T08:00:00Z', '2026-10-12', '2026-11-03');
  const bytes = new TextEncoder().encode(content);
  const row = await storage.db.draftDocument.create({
    data: {
      title: name,
      draft: { connect: { id: draft.id } },
      file: {
        create: {
          name,
          mime: 'text/html',
          size: bytes.length,
          sha256: 'x',
          bytes,
          createdAt: new Date('2026-10-12T08:00:00Z'),
        },
      },
    },
  });
  return row.id;
}

it('offers a file for download and lets no browser run it', async () => {
  const name = `Ligji për "qasje" (1)'\r\nx.html`;
  const id = await document(name, '<script>alert(1)</script>');
  const response = await documentRoutes(storage).request(`/documents/${id}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const disposition = response.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w.~!-]*(%[0-9A-F]{2}|[\w.~!-])*$/);
  expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(name);
  expect(await response.text()).toBe('<script>alert(1)</script>');
});

it.each(['unknown', 'x'.repeat(5_000), '..%2f..%2f.env', '%00'])(
  'answers 404 to %s',
  async (id) => {
    const response = await documentRoutes(storage).request(`/documents/${id}`);
    expect(response.status).toBe(404);
  },
);
