import {
  type CivilDay,
  civil,
  daysFrom,
  isSendingTime,
  isWorked,
  workedBefore,
} from './almanac.ts';
import { Countdown } from './countdown.ts';
import type { Complaints, Ledger, Message } from './ledger.ts';
import { Milestones } from './milestones.ts';
import type { Script } from './script.ts';

/** As the settings have it: worked days before contributions are due; 0 is the last worked morning. */
const MARKS = [10, 5, 2, 0];
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
  /** By contribution: the channels that get it in the thread of the card. */
  shared: Map<string, Set<string>>;
}

/** The last morning on which somebody works and can still be in time. */
function lastMorning({ dueOn, dueAt }: Times): CivilDay {
  return isWorked(dueOn) && civil(dueAt).time > '08:00' ? dueOn : workedBefore(dueOn, 1);
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
  readonly #milestones = new Milestones();
  readonly #countdown = new Countdown();
  #now = new Date(0);
  refused = 0;

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
    this.#milestones.planned(activities);
  }

  get countdowns(): number {
    return this.#countdown.wanted;
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
      shared: new Map(),
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

  shared(id: string, contribution: string): void {
    const draft = this.#draft(id);
    if (!draft.shared.has(contribution)) draft.shared.set(contribution, new Set());
    for (const channel of draft.cards.keys()) this.#bringShared(draft, channel);
  }

  #bringShared(draft: DraftModel, channel: string): void {
    const standing = draft.cards.get(channel) === 'standing' && this.#active.has(channel);
    if (!standing || !channel.startsWith('m')) return;
    for (const [about, channels] of draft.shared) {
      if (channels.has(channel)) continue;
      channels.add(channel);
      this.#ledger.expect({ channel, kind: 'contribution.shared', about });
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
    this.#milestones.done(activity);
    this.#recheck();
  }

  unlinked(member: number): void {
    this.#active.delete(`m${member}`);
  }

  linked(member: number): void {
    const channel = `m${member}`;
    this.#active.add(channel);
    for (const draft of this.#drafts.values()) {
      if (draft.state !== 'published' || draft.dueAt <= this.#now) continue;
      this.#bring(draft, channel);
      this.#bringShared(draft, channel);
    }
  }

  // ── What the clock does ──

  /** The clock shows another time; called before anything happens at it. */
  moveTo(now: Date): void {
    this.#now = now;
    this.#recheck();
    const { day } = civil(now);
    if (this.#countdown.isNew(day)) {
      const missed = this.#countdown.begin(day, isWorked(day) ? this.#cardsToCount(day) : []);
      for (const { channel, draft } of missed) {
        if (!this.#standsStill(channel, draft)) continue;
        this.#complaints.add('card not counted down', `${channel} ${draft} before ${day}`);
      }
    }
    for (const [id, draft] of this.#drafts) {
      if (daysFrom(draft.closesOn, day) > 60) this.#drafts.delete(id);
    }
  }

  /** What a tick must tell now. */
  ticked(): void {
    if (!isSendingTime(this.#now)) return;
    const reminders = new Map<string, string[]>();
    for (const draft of this.#drafts.values()) {
      const mark = this.#markOf(draft);
      if (mark !== null) this.#remind(draft, mark, reminders);
    }
    // What falls on one moment is one message, whatever the number of drafts.
    for (const [channel, items] of reminders) {
      this.#ledger.expect({
        channel,
        kind: 'contribution.reminder',
        about: items.sort().join(' '),
      });
    }
    const items = this.#milestones.untold(civil(this.#now).day);
    if (items.length > 0) this.#tellOffice('plan.reminder', items.sort().join(' '));
  }

  #markOf(draft: DraftModel): number | null {
    if (draft.state !== 'published' || this.#now >= draft.dueAt) return null;
    const { day } = civil(this.#now);
    const reached = MARKS.filter((mark) => {
      const on = mark > 0 ? workedBefore(draft.dueOn, mark) : lastMorning(draft);
      return draft.publishedOn < on && on <= day;
    });
    return reached.length > 0 ? Math.min(...reached) : null;
  }

  #remind(draft: DraftModel, mark: number, reminders: Map<string, string[]>): void {
    const about = `${draft.id}|${draft.dueAt.toISOString()}|${mark}`;
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
        reminders.set(channel, [...(reminders.get(channel) ?? []), about]);
      }
    }
  }

  #hasActed(draft: DraftModel, organisation: number): boolean {
    return (
      (draft.contributions.get(organisation) ?? 0) > 0 ||
      draft.stances.get(organisation) === 'not_for_us'
    );
  }

  /** Reminders that still wait and do not matter any more: nobody is to be told. */
  #recheck(): void {
    for (const message of this.#ledger.open('contribution.reminder')) {
      const member = this.#members[Number(message.channel.slice(1))];
      const items = message.about.split(' ');
      if (!items.some((item) => member && this.#dueMatters(item, member.organisation))) {
        this.#ledger.cancel(message);
      }
    }
    for (const message of this.#ledger.open('plan.reminder')) {
      const { day } = civil(this.#now);
      const matters = message.about.split(' ').some((item) => this.#milestones.matters(item, day));
      if (!matters) this.#ledger.cancel(message);
    }
  }

  #dueMatters(item: string, organisation: number): boolean {
    const [id = '', dueAt, mark] = item.split('|');
    const draft = this.#drafts.get(id);
    if (draft?.state !== 'published' || this.#now >= draft.dueAt) return false;
    const now = this.#markOf(draft);
    return (
      draft.dueAt.toISOString() === dueAt &&
      !this.#hasActed(draft, organisation) &&
      (now === null || now >= Number(mark))
    );
  }

  /** The cards of open drafts must show another number of days before the day is over. */
  #cardsToCount(day: CivilDay): { channel: string; draft: string }[] {
    const cards: { channel: string; draft: string }[] = [];
    for (const { id, state, dueAt, publishedOn, cards: all } of this.#drafts.values()) {
      if (state !== 'published' || this.#now >= dueAt || publishedOn >= day) continue;
      for (const [channel, card] of all) {
        if (card === 'standing' && this.#active.has(channel)) cards.push({ channel, draft: id });
      }
    }
    return cards;
  }

  #standsStill(channel: string, id: string): boolean {
    return this.#active.has(channel) && this.#drafts.get(id)?.cards.get(channel) === 'standing';
  }

  // ── What the platform saw ──

  told(message: Message, threaded: boolean): void {
    this.#ledger.told(message);
    if (message.kind === 'draft') this.#countdown.shown(message.channel, message.about);
    if (REMINDERS.includes(message.kind) && !isSendingTime(this.#now)) {
      this.#complaints.add(
        'reminder outside sending hours',
        `${JSON.stringify(message)} at ${this.#now.toISOString()}`,
      );
    }
    const inThread = message.kind.startsWith('draft.') || message.kind === 'contribution.shared';
    if (inThread !== threaded) this.#complaints.add('wrong thread', JSON.stringify(message));
  }

  edited({ kind, about }: Omit<Message, 'channel'>, channel: string): void {
    if (kind === 'draft') this.#countdown.shown(channel, about);
  }

  /** The channel refused a card for good: it is parked, and nothing more is told of it there. */
  cardRefused({ channel, kind, about }: Message): void {
    this.refused += 1;
    this.#ledger.cancel({ channel, kind, about });
    const draft = this.#draft(about);
    draft.cards.set(channel, 'refused');
    draft.documents.delete(channel);
    for (const [contribution, channels] of draft.shared) {
      channels.delete(channel);
      this.#ledger.cancel({ channel, kind: 'contribution.shared', about: contribution });
    }
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
