import {
  type CivilDay,
  civil,
  daysFrom,
  isSendingTime,
  isWorked,
  workedBefore,
} from './almanac.ts';
import type { Complaints, Ledger, Message } from './ledger.ts';
import type { Script } from './script.ts';

/** As the settings have it: worked days before contributions are due. */
const MARKS = [5, 2];
/** Days before a milestone; after it, once a week. */
const MILESTONE_MARKS = [30, 7, 1, 0];
const REMINDERS = ['contribution.reminder', 'plan.reminder'];

export interface Times {
  dueOn: CivilDay;
  dueAt: Date;
  closesOn: CivilDay;
}

interface DraftModel extends Times {
  id: string;
  documentId: string | null;
  publishedOn: CivilDay;
  state: 'published' | 'closed' | 'withdrawn';
  cards: Map<string, 'standing' | 'refused'>;
  documents: Set<string>;
  contributions: Map<number, number>;
  stances: Map<number, 'interested' | 'not_for_us'>;
  reminded: Set<string>;
}

/**
 * What each channel must get, from what people did and from what the clock shows. It knows the
 * promises, and none of the code that keeps them.
 */
export class Oracle {
  readonly #ledger: Ledger;
  readonly #complaints: Complaints;
  readonly #members: readonly { organisation: number }[];
  readonly #secretariats: readonly string[];
  readonly #active: Set<string>;
  readonly #drafts = new Map<string, DraftModel>();
  readonly #activities = new Map<string, { deadlineOn: CivilDay; done: boolean }>();
  readonly #milestonesTold = new Set<string>();
  /** Cards that must show a new number of days before the day ends: `channel draft`. */
  #toCount = new Set<string>();
  #countedOn: CivilDay | null = null;
  #now = new Date(0);
  refused = 0;
  countdowns = 0;

  constructor(script: Script, ledger: Ledger, complaints: Complaints) {
    this.#ledger = ledger;
    this.#complaints = complaints;
    this.#members = script.members;
    this.#secretariats = Array.from({ length: script.secretariats }, (_, index) => `s${index}`);
    this.#active = new Set([
      ...this.#secretariats,
      ...Array.from({ length: script.generals }, (_, index) => `g${index}`),
      ...script.members.map((_, index) => `m${index}`),
    ]);
  }

  planned(activities: ReadonlyMap<string, CivilDay>): void {
    for (const [id, deadlineOn] of activities) {
      this.#activities.set(id, { deadlineOn, done: false });
    }
  }

  isActive(channel: string): boolean {
    return this.#active.has(channel);
  }

  // ── What people did ──

  published(id: string, times: Times, documentId: string | null): void {
    const draft: DraftModel = {
      ...times,
      id,
      documentId,
      publishedOn: civil(this.#now).day,
      state: 'published',
      cards: new Map(),
      documents: new Set(),
      contributions: new Map(),
      stances: new Map(),
      reminded: new Set(),
    };
    this.#drafts.set(id, draft);
    for (const channel of this.#active) this.#bring(draft, channel);
  }

  #bring(draft: DraftModel, channel: string): void {
    if (draft.cards.get(channel) !== 'standing') {
      draft.cards.set(channel, 'standing');
      this.#ledger.expect({ channel, kind: 'draft', about: draft.id });
    }
    if (draft.documentId && !draft.documents.has(channel)) {
      draft.documents.add(channel);
      this.#ledger.expect({ channel, kind: 'draft.document', about: draft.documentId });
    }
  }

  timesChanged(id: string, times: Times): void {
    const draft = this.#draft(id);
    Object.assign(draft, times);
    const about = `${id} ${times.dueAt.toISOString()} ${times.closesOn}`;
    this.#tellCards(draft, { kind: 'draft.timesChanged', about });
    this.#recheck();
  }

  ended(id: string, state: 'closed' | 'withdrawn'): void {
    const draft = this.#draft(id);
    draft.state = state;
    if (state === 'withdrawn') this.#tellCards(draft, { kind: 'draft.withdrawn', about: id });
    this.#recheck();
  }

  #tellCards(draft: DraftModel, message: Omit<Message, 'channel'>): void {
    for (const [channel, card] of draft.cards) {
      if (card === 'standing' && this.#active.has(channel)) {
        this.#ledger.expect({ ...message, channel });
      }
    }
  }

  contributed(id: string, member: number, contribution: string): void {
    const draft = this.#draft(id);
    const { organisation } = this.#member(member);
    draft.contributions.set(organisation, (draft.contributions.get(organisation) ?? 0) + 1);
    this.#tellOffice('contribution', contribution);
    this.#recheck();
  }

  tookBack(id: string, member: number): void {
    const draft = this.#draft(id);
    const { organisation } = this.#member(member);
    draft.contributions.set(organisation, (draft.contributions.get(organisation) ?? 0) - 1);
  }

  /** The same button twice takes back what it said; returns what stands. */
  said(id: string, member: number, kind: 'interested' | 'not_for_us') {
    const draft = this.#draft(id);
    const { organisation } = this.#member(member);
    const stands = draft.stances.get(organisation) === kind ? null : kind;
    if (stands) draft.stances.set(organisation, stands);
    else draft.stances.delete(organisation);
    this.#recheck();
    return stands;
  }

  proposed(membership: string): void {
    this.#tellOffice('membership', membership);
  }

  #tellOffice(kind: string, about: string): void {
    for (const channel of this.#secretariats) this.#ledger.expect({ channel, kind, about });
  }

  done(activity: string): void {
    const known = this.#activities.get(activity);
    if (known) known.done = true;
    this.#recheck();
  }

  unlinked(member: number): void {
    this.#active.delete(`m${member}`);
  }

  linked(member: number): void {
    const channel = `m${member}`;
    this.#active.add(channel);
    for (const draft of this.#drafts.values()) {
      if (draft.state === 'published' && draft.dueAt > this.#now) this.#bring(draft, channel);
    }
  }

  // ── What the clock does ──

  /** The clock shows another time; called before anything happens at it. */
  moveTo(now: Date): void {
    this.#now = now;
    this.#recheck();
    const { day } = civil(now);
    if (this.#countedOn === null || day > this.#countedOn) {
      this.#closeDay();
      if (isWorked(day)) this.#openDay(day);
    }
    for (const [id, draft] of this.#drafts) {
      if (daysFrom(draft.closesOn, day) > 60) this.#drafts.delete(id);
    }
  }

  /** What a tick must tell now. */
  ticked(): void {
    if (!isSendingTime(this.#now)) return;
    for (const draft of this.#drafts.values()) {
      const mark = this.#markOf(draft);
      if (mark !== null) this.#remind(draft, mark);
    }
    this.#remindOfMilestones();
  }

  #markOf(draft: DraftModel): number | null {
    if (draft.state !== 'published' || this.#now >= draft.dueAt) return null;
    const { day } = civil(this.#now);
    const reached = MARKS.filter((mark) => {
      const on = workedBefore(draft.dueOn, mark);
      return draft.publishedOn < on && on <= day;
    });
    return reached.length > 0 ? Math.min(...reached) : null;
  }

  #remind(draft: DraftModel, mark: number): void {
    const about = `${draft.id} ${draft.dueAt.toISOString()} ${mark}`;
    const reached = new Map<number, string[]>();
    this.#members.forEach(({ organisation }, index) => {
      const channel = `m${index}`;
      if (!this.#active.has(channel) || draft.cards.get(channel) !== 'standing') return;
      reached.set(organisation, [...(reached.get(organisation) ?? []), channel]);
    });
    for (const [organisation, channels] of reached) {
      const key = `${organisation} ${about}`;
      if (this.#hasActed(draft, organisation) || draft.reminded.has(key)) continue;
      draft.reminded.add(key);
      for (const channel of channels) {
        this.#ledger.expect({ channel, kind: 'contribution.reminder', about });
      }
    }
  }

  #hasActed(draft: DraftModel, organisation: number): boolean {
    return (
      (draft.contributions.get(organisation) ?? 0) > 0 ||
      draft.stances.get(organisation) === 'not_for_us'
    );
  }

  #milestoneMark(deadlineOn: CivilDay): string | null {
    const left = daysFrom(civil(this.#now).day, deadlineOn);
    if (left <= -7) return `overdue-${Math.floor(-left / 7)}`;
    const reached = MILESTONE_MARKS.filter((mark) => left <= mark);
    return reached.length > 0 ? `before-${Math.min(...reached)}` : null;
  }

  #remindOfMilestones(): void {
    const items: string[] = [];
    for (const [id, { deadlineOn, done }] of this.#activities) {
      const mark = done ? null : this.#milestoneMark(deadlineOn);
      const item = `${id}|${mark}|${deadlineOn}`;
      if (mark === null || this.#milestonesTold.has(item)) continue;
      this.#milestonesTold.add(item);
      items.push(item);
    }
    if (items.length > 0) this.#tellOffice('plan.reminder', items.sort().join(' '));
  }

  /** Reminders that still wait and do not matter any more: nobody is to be told. */
  #recheck(): void {
    for (const message of this.#ledger.open('contribution.reminder')) {
      const [id = '', dueAt, mark] = message.about.split(' ');
      const draft = this.#drafts.get(id);
      const member = this.#members[Number(message.channel.slice(1))];
      const now = draft && this.#markOf(draft);
      const matters =
        draft &&
        member &&
        draft.state === 'published' &&
        this.#now < draft.dueAt &&
        draft.dueAt.toISOString() === dueAt &&
        !this.#hasActed(draft, member.organisation) &&
        (now === null || now === undefined || now >= Number(mark));
      if (!matters) this.#ledger.cancel(message);
    }
    for (const message of this.#ledger.open('plan.reminder')) {
      const matters = message.about.split(' ').some((item) => {
        const [id = '', mark] = item.split('|');
        const activity = this.#activities.get(id);
        return activity && !activity.done && this.#milestoneMark(activity.deadlineOn) === mark;
      });
      if (!matters) this.#ledger.cancel(message);
    }
  }

  #openDay(day: CivilDay): void {
    this.#countedOn = day;
    for (const draft of this.#drafts.values()) {
      if (draft.state !== 'published' || this.#now >= draft.dueAt) continue;
      if (draft.publishedOn >= day) continue;
      for (const [channel, card] of draft.cards) {
        if (card === 'standing' && this.#active.has(channel)) {
          this.#toCount.add(`${channel} ${draft.id}`);
          this.countdowns += 1;
        }
      }
    }
  }

  #closeDay(): void {
    for (const missed of this.#toCount) {
      const [channel = '', id = ''] = missed.split(' ');
      const stands = this.#drafts.get(id)?.cards.get(channel) === 'standing';
      if (stands && this.#active.has(channel)) {
        this.#complaints.add('card not counted down', `${missed} on ${this.#countedOn}`);
      }
    }
    this.#toCount = new Set();
  }

  // ── What the platform saw ──

  told(message: Message, threaded: boolean): void {
    this.#ledger.told(message);
    if (message.kind === 'draft') this.#toCount.delete(`${message.channel} ${message.about}`);
    if (REMINDERS.includes(message.kind) && !isSendingTime(this.#now)) {
      this.#complaints.add(
        'reminder outside sending hours',
        `${JSON.stringify(message)} at ${this.#now.toISOString()}`,
      );
    }
    const inThread = message.kind.startsWith('draft.');
    if (inThread !== threaded) this.#complaints.add('wrong thread', JSON.stringify(message));
  }

  edited({ kind, about }: Omit<Message, 'channel'>, channel: string): void {
    if (kind === 'draft') this.#toCount.delete(`${channel} ${about}`);
  }

  /** The channel refused a card for good: it is parked, and nothing more is told of it there. */
  cardRefused({ channel, kind, about }: Message): void {
    this.refused += 1;
    this.#ledger.cancel({ channel, kind, about });
    const draft = this.#draft(about);
    draft.cards.set(channel, 'refused');
    draft.documents.delete(channel);
    for (const message of this.#ledger.open()) {
      const ofDraft = message.about === draft.documentId || message.about.startsWith(about);
      if (message.channel === channel && ofDraft && message.kind.startsWith('draft.')) {
        this.#ledger.cancel(message);
      }
    }
  }

  #draft(id: string): DraftModel {
    const draft = this.#drafts.get(id);
    if (!draft) throw new Error(`the oracle knows no draft ${id}`);
    return draft;
  }

  #member(index: number): { organisation: number } {
    const member = this.#members[index];
    if (!member) throw new Error(`the oracle knows no member ${index}`);
    return member;
  }
}

/** When contributions are due where staff give no time: at noon of the worked day before the end. */
export function usualDue(closesOn: CivilDay): CivilDay {
  return workedBefore(closesOn, 1);
}
