import { type Context, Hono } from 'hono';
import type { Storage } from '../storage/database.ts';

/**
 * `/documents/<id>`: the files of published drafts, and `/evidence/<id>`: those that are evidence of
 * a plan's activities; offered for download and never run.
 */
export function documentRoutes(storage: Storage): Hono {
  const routes = new Hono();
  routes.get('/documents/:id', async (c) => {
    const document = await storage.db.draftDocument.findUnique({
      where: { id: c.req.param('id').slice(0, 64) },
      include: { file: true },
    });
    return document?.file ? download(c, document.file) : c.notFound();
  });
  routes.get('/evidence/:id', async (c) => {
    const evidence = await storage.db.activityEvidence.findUnique({
      where: { id: c.req.param('id').slice(0, 64), revokedAt: null },
      include: { file: true },
    });
    return evidence?.file ? download(c, evidence.file) : c.notFound();
  });
  return routes;
}

function download(c: Context, file: { name: string; bytes: Uint8Array }): Response {
  return c.body(Buffer.from(file.bytes), 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${headerValue(file.name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
}

/** RFC 8187: percent-encoded UTF-8; these four are left alone by encodeURIComponent. */
function headerValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
