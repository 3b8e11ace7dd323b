import { Hono } from 'hono';
import type { Storage } from '../storage/database.ts';

/** `/documents/<id>`: the files of published drafts, offered for download and never run. */
export function documentRoutes(storage: Storage): Hono {
  const routes = new Hono();
  routes.get('/documents/:id', async (c) => {
    const document = await storage.db.draftDocument.findUnique({
      where: { id: c.req.param('id').slice(0, 64) },
      include: { file: true },
    });
    if (!document?.file) return c.notFound();
    const name = headerValue(document.file.name);
    return c.body(Buffer.from(document.file.bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });
  return routes;
}

/** RFC 8187: percent-encoded UTF-8; these four are left alone by encodeURIComponent. */
function headerValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
