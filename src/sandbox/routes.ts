import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import type { z } from 'zod';
import type { ActInfo } from '../chat/act.ts';
import { isLanguage, type Language, translate } from '../i18n/index.ts';
import { pageAssets } from './assets.ts';
import { channelRef, type Refused, userRef } from './conversation.ts';
import { sees } from './directory.ts';
import { ICON, pageDocument, pageWords } from './document.ts';
import { localOnly, sameSiteOnly } from './guard.ts';
import type { SandboxDesk } from './platform.ts';
import * as requests from './requests.ts';
import type { ActView, ErrorCode } from './wire.ts';

const API = '/api/sandbox';

const STATUS: Readonly<Record<ErrorCode, 400 | 403 | 404 | 413 | 500 | 503>> = {
  badRequest: 400,
  crossSite: 403,
  notFound: 404,
  tooLarge: 413,
  failed: 500,
  notStarted: 503,
  // Told by the page itself when nobody answers.
  unreachable: 503,
};

/** The page, its program and what it asks, for a browser on this machine and no other site. */
export function sandboxRoutes(desk: SandboxDesk): Hono {
  const app = new Hono();
  for (const path of ['/', '/sandbox/*', `${API}/*`]) app.use(path, localOnly);
  app.use(`${API}/*`, sameSiteOnly);
  app.use(`${API}/*`, async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.onError((error, c) => {
    desk.options.log.error({ err: error, path: c.req.path }, 'a request of the sandbox failed');
    return refuse(c, 'failed');
  });
  servePage(app, desk);
  serveReading(app, desk);
  serveDoing(app, desk);
  return app;
}

function servePage(app: Hono, desk: SandboxDesk): void {
  app.get('/', async (c) => {
    const language = getCookie(c, 'civikos_language');
    const theme = getCookie(c, 'civikos_theme');
    c.header('Cache-Control', 'no-store');
    return c.html(
      pageDocument({
        language: isLanguage(language) ? language : desk.options.language,
        theme: theme === 'light' || theme === 'dark' ? theme : null,
        users: (await desk.directory.users()).map((user) => user.id),
        assets: await pageAssets(),
      }),
    );
  });
  app.get('/sandbox/icon.svg', (c) => c.body(ICON, 200, { 'Content-Type': 'image/svg+xml' }));
  app.get('/sandbox/:file', async (c) => {
    const { script, style } = await pageAssets();
    const asset = [script, style].find((one) => one.path === c.req.path);
    if (!asset) return c.notFound();
    return c.body(asset.text, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'private, max-age=31536000, immutable',
    });
  });
}

function serveReading(app: Hono, desk: SandboxDesk): void {
  app.get(`${API}/words`, (c) =>
    query(c, requests.languageQuery, async ({ language }) =>
      c.json(pageWords(language as Language)),
    ),
  );
  app.get(`${API}/acts`, (c) =>
    query(c, requests.languageQuery, async ({ language }) =>
      c.json(desk.options.acts.flatMap((act) => actView(act, language as Language))),
    ),
  );
  app.get(`${API}/state`, (c) =>
    query(c, requests.userQuery, async ({ user }) => c.json(await desk.state(user))),
  );
  app.get(`${API}/messages`, (c) =>
    query(c, requests.pageQuery, async ({ user, channel, before }) =>
      sees(user, channel)
        ? c.json(await desk.messages.page(channel, user, before ?? null))
        : refuse(c, 'notFound'),
    ),
  );
  app.get(`${API}/thread`, (c) =>
    query(c, requests.threadQuery, async ({ user, message }) => {
      const root = await desk.messages.view(message, user);
      if (!root) return refuse(c, 'notFound');
      return c.json({ messages: [root, ...(await desk.messages.thread(message, user))] });
    }),
  );
  app.get(`${API}/file`, (c) =>
    query(c, requests.threadQuery, async ({ user, message }) => {
      const file = await desk.messages.file(message, user);
      if (!file) return refuse(c, 'notFound');
      return c.body(Uint8Array.from(file.bytes), 200, {
        // Only a picture that the bot drew has words for it, and is shown in the page.
        'Content-Type': file.alt ? 'image/png' : 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      });
    }),
  );
  app.get(`${API}/complete`, (c) =>
    query(c, requests.completeQuery, async ({ user, channel, act, option, typed, given }) => {
      const inbound = desk.inbound();
      if (!inbound) return refuse(c, 'notStarted');
      if (!sees(user, channel)) return refuse(c, 'notFound');
      const asked = {
        user: userRef(user),
        channel: channelRef(channel),
        act,
        option,
        typed,
        given,
      };
      return c.json(await desk.running(inbound.complete(asked)));
    }),
  );
  app.get(`${API}/events`, (c) =>
    query(c, requests.userQuery, async ({ user }) =>
      desk.inbound()
        ? c.body(desk.feed.subscribe(user), 200, { 'Content-Type': 'text/event-stream' })
        : refuse(c, 'notStarted'),
    ),
  );
}

function serveDoing(app: Hono, desk: SandboxDesk): void {
  const limit = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => refuse(c, 'tooLarge') });
  const post = <T>(
    path: string,
    schema: z.ZodType<T>,
    act: (request: T) => Promise<object | Refused>,
    most: number = requests.MAX_REQUEST_BYTES,
  ) =>
    app.post(`${API}/${path}`, limit(most), async (c) => {
      const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return refuse(c, 'badRequest');
      if (!desk.inbound()) return refuse(c, 'notStarted');
      const outcome = await desk.running(act(parsed.data));
      return 'error' in outcome ? refuse(c, outcome.error as ErrorCode) : c.json(outcome);
    });
  const { conversation } = desk;
  post('say', requests.sayRequest, (request) => conversation.say(request));
  post('press', requests.pressRequest, (request) => conversation.press(request));
  post(
    'submit',
    requests.submitRequest,
    (request) => conversation.submit(request),
    requests.MAX_SUBMIT_BYTES,
  );
  post('react', requests.reactRequest, (request) => conversation.react(request));
  post('dismiss', requests.dismissRequest, (request) => conversation.dismiss(request));
  post('clock', requests.clockRequest, (request) => desk.moveClock(request));
}

async function query<T>(
  c: Context,
  schema: z.ZodType<T>,
  answer: (asked: T) => Promise<Response>,
): Promise<Response> {
  const parsed = schema.safeParse(c.req.query());
  return parsed.success ? answer(parsed.data) : refuse(c, 'badRequest');
}

function refuse(c: Context, error: ErrorCode): Response {
  return c.json({ error }, STATUS[error]);
}

/** A verb as the page offers it; none for what only a button does. */
function actView(act: ActInfo, language: Language): ActView[] {
  if (!act.names) return [];
  return [
    {
      id: act.id,
      names: act.names,
      description: translate(language, act.describe),
      staffOnly: act.who === 'staff' || act.who === 'admin',
      options: act.options.map((option) => ({
        name: option.name,
        names: option.names,
        description: translate(language, option.describe),
        required: option.required,
        choices: (option.choices ?? []).map(({ value, label }) => ({
          value,
          label: translate(language, label),
        })),
        completes: option.completes === true,
        user: option.user === true,
      })),
    },
  ];
}
