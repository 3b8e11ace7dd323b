import { within } from '../chat/waiting.ts';
import type { WebClient } from './clients.ts';
import { clean, cut } from './text.ts';

/** A person waits for an answer meanwhile, and Slack's triggers live 3 s. */
const PATIENCE_MS = 700;

/** A name is asked for again after a day. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** The most names kept; the oldest make room. */
const MOST_NAMES = 5_000;

const NAME_LENGTH = 80;

/** The names that people chose for themselves; commands and events carry at most a short one. */
export class Names {
  private readonly client: WebClient;
  private readonly machineNow: () => Date;
  private readonly names = new Map<string, { name: Promise<string>; at: number }>();

  constructor(client: WebClient, machineNow: () => Date) {
    this.client = client;
    this.machineNow = machineNow;
  }

  /** The name of a user, or `otherwise` where Slack does not say it in time. Never rejects. */
  async of(user: string, otherwise: string): Promise<string> {
    const now = this.machineNow().getTime();
    let entry = this.names.get(user);
    if (!entry || now - entry.at > KEPT_MS) {
      entry = { name: this.ask(user), at: now };
      this.names.set(user, entry);
      const [oldest] = this.names.keys();
      if (this.names.size > MOST_NAMES && oldest !== undefined) this.names.delete(oldest);
    }
    const inTime = await within(PATIENCE_MS, entry.name);
    return (inTime ? await entry.name : '') || otherwise;
  }

  /** The name that is known already, or none; whoever must be answered at once cannot ask for it. */
  async known(user: string): Promise<string> {
    const entry = this.names.get(user);
    return entry && (await within(0, entry.name)) ? entry.name : '';
  }

  private async ask(user: string): Promise<string> {
    try {
      const { user: found } = await this.client.users.info({ user });
      const { display_name: chosen, real_name: real } = found?.profile ?? {};
      return cut(clean(chosen || real || found?.name || ''), NAME_LENGTH);
    } catch {
      // Without the scope users:read, or while Slack is slow: the short name does as well.
      this.names.delete(user);
      return '';
    }
  }
}
