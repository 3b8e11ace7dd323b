import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export interface HttpServer {
  port: number;
  close(): Promise<void>;
}

/** How many ports are tried when nobody chose one and the first is taken. */
const PORTS_TRIED = 20;

/**
 * Listens on the port, or on the next free one when nobody chose it. Rejects with a sentence for
 * the operator when there is none.
 */
export async function listen(
  app: Hono,
  options: { port: number; hostname: string; chosen: boolean },
): Promise<HttpServer> {
  const tries = options.chosen ? 1 : PORTS_TRIED;
  for (let port = options.port; port < options.port + tries; port += 1) {
    const server = await tryPort(app, port, options.hostname);
    if (server) return server;
  }
  throw new Error(`PORT: ${options.port} is taken by another program. Choose a free one.`);
}

function tryPort(app: Hono, port: number, hostname: string): Promise<HttpServer | null> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (info) => {
      resolve({ port: info.port, close: () => close(server as Server) });
    }) as Server;
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Live updates stay open for ever otherwise.
    server.closeAllConnections();
  });
}
