import { REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onceOnly, restOptions } from '../../src/discord/rest.ts';
import { DiscordServer } from '../servers/discord/index.ts';

let server: DiscordServer;
beforeEach(async () => {
  server = await DiscordServer.start();
});
afterEach(() => server.stop());

/** The two clients of the adapter under one ceiling. */
function clients(most: number) {
  const ceiling = { most, perMs: 3_600_000 };
  const options = restOptions({ apiUrl: server.api, ceiling });
  return [new REST(options).setToken(server.token), onceOnly(server.token, options)] as const;
}

const paths = () => server.requests.map(({ path }) => path);

/** An answer to a person; the server knows no such interaction, which is an answer too. */
const answerSomebody = (rest: REST) =>
  rest
    .post('/interactions/123456789012345678/token/callback', { body: { type: 5 } })
    .catch(() => {});

describe('the ceiling over all requests', () => {
  it('is one for both clients, and answers to people pass beside it', async () => {
    const [rest, once] = clients(2);
    await rest.get('/users/@me');
    await once.get('/users/@me');
    const leaving = new AbortController();
    const waiting = once.get('/gateway/bot', { signal: leaving.signal });
    await answerSomebody(rest);
    await answerSomebody(once);
    leaving.abort();
    await expect(waiting).rejects.toThrow();
    expect(paths()).not.toContain('/gateway/bot');
    expect(paths().filter((path) => path.startsWith('/interactions/'))).toHaveLength(2);
  });

  it('keeps both from calling after Discord has refused one as a whole', async () => {
    const [rest, once] = clients(50);
    const refusal = { kind: 'rateLimited', retryAfter: 3_600, global: true } as const;
    server.faults.next('GET /users/@me', refusal);
    await expect(rest.get('/users/@me')).rejects.toMatchObject({
      name: 'RateLimitError[/users/@me]',
    });
    const leaving = new AbortController();
    const waiting = once.get('/gateway/bot', { signal: leaving.signal });
    await answerSomebody(once);
    leaving.abort();
    await expect(waiting).rejects.toThrow();
    expect(paths()).not.toContain('/gateway/bot');
  });
});
