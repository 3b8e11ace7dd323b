import type { Message } from '../../src/chat/message.ts';
import { type Community, type Posted, placesOf } from './community.ts';

/** The sandbox keeps its messages in the bot's own database: there is no server to fail. */
export function openSandboxCommunity(channels: number): Community {
  return {
    platform: 'sandbox',
    name: 'sandbox',
    ...placesOf(channels, (name) => name),
    environment: {},
    async posted({ externalId }, { db }) {
      const rows = await db.sandboxMessage.findMany({
        where: { channel: externalId, onlyFor: null, author: 'bot' },
        orderBy: { seq: 'asc' },
      });
      const posted = (row: (typeof rows)[number]): Posted => ({
        id: row.id,
        delivery: row.deliveryId ?? undefined,
        text: textOf(row.body),
        thread: rows.filter(({ threadId }) => threadId === row.id).map(posted),
      });
      return rows.filter(({ threadId }) => threadId === null).map(posted);
    },
    markOf: (deliveryId) => deliveryId,
    keptId: ({ id }) => id,
    faults() {},
    watch() {},
    advance() {},
    writer() {
      throw new Error('nobody writes in the sandbox of this test');
    },
    async close() {},
  };
}

function textOf(body: unknown): string {
  const { content } = body as { content: Message };
  return JSON.stringify([content.summary, content.parts]);
}
