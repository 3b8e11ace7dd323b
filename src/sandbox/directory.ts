import type { Storage } from '../storage/database.ts';
import type { UserView } from './wire.ts';

/** Ids that can stand in addresses, keys and headers as they are. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

const DIRECT = 'dm:';

/** The channel between one person and the bot. */
export const directId = (user: string): string => DIRECT + user;

/** Whose direct channel this is; null when it is none. */
export function directUser(channel: string): string | null {
  return channel.startsWith(DIRECT) ? channel.slice(DIRECT.length) : null;
}

/** The channels and people of the sandbox. Nobody has an account: a visitor is whom they choose. */
export class Directory {
  readonly #storage: Storage;
  /** What people are is told at each start by whoever made them; only names are kept. */
  readonly #about = new Map<string, string>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Makes the channel, or gives it this name; ids match {@link ID}, else a RangeError. */
  async ensureChannel(id: string, name: string): Promise<void> {
    mustBeId(id);
    await this.#storage.transaction(async (tx) => {
      const position = await tx.sandboxChannel.count();
      await tx.sandboxChannel.upsert({
        where: { id },
        update: { name },
        create: { id, name, position },
      });
    });
  }

  /** Takes the channel away; made again with the same id it has its messages again. */
  async removeChannel(id: string): Promise<void> {
    await this.#storage.db.sandboxChannel.deleteMany({ where: { id } });
  }

  /** Makes the person, or gives them this name and description; see {@link ensureChannel}. */
  async ensureUser(id: string, name: string, about: string): Promise<void> {
    mustBeId(id);
    this.#about.set(id, about);
    await this.#storage.transaction(async (tx) => {
      const position = await tx.sandboxUser.count();
      await tx.sandboxUser.upsert({
        where: { id },
        update: { name },
        create: { id, name, position },
      });
    });
  }

  channels(): Promise<readonly { id: string; name: string }[]> {
    return this.#storage.db.sandboxChannel.findMany({
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
  }

  async users(): Promise<readonly UserView[]> {
    const rows = await this.#storage.db.sandboxUser.findMany({
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ id, name }) => ({ id, name, about: this.#about.get(id) ?? '' }));
  }

  /** The name of a person; null when there is no such person. */
  async userName(id: string): Promise<string | null> {
    const row = await this.#storage.db.sandboxUser.findUnique({ where: { id } });
    return row?.name ?? null;
  }

  /** The name of a channel, a direct one's is empty; null when there is no such channel. */
  async channelName(id: string): Promise<string | null> {
    const user = directUser(id);
    if (user !== null) return (await this.userName(user)) === null ? null : '';
    const row = await this.#storage.db.sandboxChannel.findUnique({ where: { id } });
    return row?.name ?? null;
  }
}

/** Whether someone may look into a channel: all are open but other people's direct ones. */
export function sees(user: string, channel: string): boolean {
  const owner = directUser(channel);
  return owner === null || owner === user;
}

function mustBeId(id: string): void {
  if (!ID.test(id)) throw new RangeError(`not an id of the sandbox: ${id}`);
}
