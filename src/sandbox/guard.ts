import type { MiddlewareHandler } from 'hono';
import type { ErrorCode } from './wire.ts';

/** Names under which a browser on this machine reaches it; any other is a rebound name (DNS). */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Everything here is for a browser on this very machine, and is framed by nobody. */
export const localOnly: MiddlewareHandler = async (c, next) => {
  if (!LOOPBACK.test(c.req.header('host') ?? '')) return c.text('This page is local.', 403);
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
};

/**
 * The page has no accounts and so no secret that another site could not know; what protects it is
 * that browsers say where a request comes from (Fetch Metadata, Origin) and ask before they send
 * JSON across sites.
 */
export const sameSiteOnly: MiddlewareHandler = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && origin !== `http://${c.req.header('host')}`);
  const wrongType =
    c.req.method !== 'GET' &&
    !/^application\/json(?:\s*;|$)/i.test(c.req.header('content-type') ?? '');
  if (foreign || wrongType) return c.json({ error: 'crossSite' satisfies ErrorCode }, 403);
  return next();
};
