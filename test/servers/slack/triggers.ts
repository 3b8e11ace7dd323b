import { randomBytes } from 'node:crypto';
import type { Settings } from './settings.ts';
import { type Refusal, refuse } from './types.ts';

interface Trigger {
  user: string;
  issuedAt: number;
  spent: boolean;
}

/** The trigger ids of interactions: short-lived and good for one view. */
export class Triggers {
  private readonly issued = new Map<string, Trigger>();
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** A new trigger id for an interaction of `user`. */
  issue(user: string): string {
    const serial = this.issued.size + 1;
    const id = `${1_000_000 + serial}.${serial}.${randomBytes(16).toString('hex')}`;
    this.issued.set(id, { user, issuedAt: this.settings.now(), spent: false });
    return id;
  }

  /** Spends a trigger: the user it belongs to, or Slack's refusal. */
  exchange(id: string): { user: string } | Refusal {
    const trigger = this.issued.get(id);
    if (trigger === undefined) return refuse('invalid_trigger_id');
    if (trigger.spent) return refuse('exchanged_trigger_id');
    if (this.settings.now() - trigger.issuedAt > this.settings.triggerLifetimeMs) {
      return refuse('expired_trigger_id');
    }
    trigger.spent = true;
    return { user: trigger.user };
  }
}
