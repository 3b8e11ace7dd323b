import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { type HttpServer, listen } from '../../src/site/server.ts';

const app = new Hono().get('/', (c) => c.text('here'));
const hostname = '127.0.0.1';
const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(port: number, chosen: boolean): Promise<HttpServer> {
  const server = await listen(app, { port, hostname, chosen });
  open.push(server);
  return server;
}

it('answers on the port it says', async () => {
  const { port } = await start(0, true);
  const response = await fetch(`http://${hostname}:${port}/`);
  expect(await response.text()).toBe('here');
});

it('takes a later port when nobody chose one and it is taken', async () => {
  const first = await start(0, true);
  const second = await start(first.port, false);
  expect(second.port).toBeGreaterThan(first.port);
});

it('says so when the chosen port is taken', async () => {
  const { port } = await start(0, true);
  await expect(start(port, true)).rejects.toThrow(
    `PORT: ${port} is taken by another program. Choose a free one.`,
  );
});

it('ends also while somebody holds a live connection', async () => {
  const live = new Hono().get('/', () => new Response(new ReadableStream({ start() {} })));
  const server = await listen(live, { port: 0, hostname, chosen: true });
  const ended = fetch(`http://${hostname}:${server.port}/`).then((response) => response.text());
  const rejected = expect(ended).rejects.toThrow();
  await server.close();
  await rejected;
  await expect(fetch(`http://${hostname}:${server.port}/`)).rejects.toThrow();
});
