import { isRefusal } from '../../src/chat/refusal.ts';
import {
  reviseContribution,
  shareContribution,
  withdrawContribution,
} from '../../src/contributions/changeContribution.ts';
import { loadContribution } from '../../src/contributions/find.ts';
import { bringShared } from '../../src/contributions/sharing.ts';
import { submitContribution } from '../../src/contributions/submitContribution.ts';
import { editDraft, endDraft, extendDraft } from '../../src/drafts/changeDraft.ts';
import { type DraftRow, loadDraft } from '../../src/drafts/find.ts';
import { takeStance } from '../../src/drafts/interest.ts';
import { bringOpenDrafts, publishDraft } from '../../src/drafts/publishDraft.ts';
import { applyReaction } from '../../src/drafts/reactions.ts';
import { linkChannel, unlinkChannel } from '../../src/membership/linkChannel.ts';
import { decideMembership } from '../../src/membership/memberships.ts';
import { resolveActor } from '../../src/membership/resolveActor.ts';
import { markDone } from '../../src/plan/markDone.ts';
import type { Storage } from '../../src/storage/database.ts';
import type { Work, World } from '../../src/storage/work.ts';
import { type CivilDay, momentOf, workedBefore } from './almanac.ts';
import type { Complaints, Ledger } from './ledger.ts';
import type { Oracle, Times } from './oracle.ts';
import type { Deed, DeedOf, Script } from './script.ts';
import { COMMUNITY } from './settle.ts';

const at = (channel: string) => ({ platform: 'sandbox', community: COMMUNITY, channel }) as const;

export interface Stage {
  storage: Storage;
  world: World;
  script: Script;
  oracle: Oracle;
  ledger: Ledger;
  complaints: Complaints;
}

/** The people of the script: they do through the use cases what is written for them. */
export class People {
  /** By number in the script: the id of the draft, once it is published. */
  readonly #drafts = new Map<number, { id: string; values: Record<string, string> }>();
  readonly #contributions = new Map<string, string>();
  readonly #newcomers = new Map<number, string[]>();
  #activities: readonly { id: string; handle: string }[] = [];

  planned(activities: readonly { id: string; handle: string }[]): void {
    this.#activities = activities;
  }

  /** False when it has to wait: the channel that goes still gets something. */
  async do(stage: Stage, deed: Deed): Promise<boolean> {
    switch (deed.does) {
      case 'publish':
        return this.#publish(stage, deed);
      case 'extend':
      case 'move':
        return this.#changeTimes(stage, deed);
      case 'close':
      case 'withdraw':
        return this.#end(stage, deed);
      case 'contribute':
        return this.#contribute(stage, deed);
      case 'revise':
      case 'takeBack':
        return this.#changeContribution(stage, deed);
      case 'share':
        return this.#share(stage, deed);
      case 'interested':
      case 'notForUs':
        return this.#say(stage, deed);
      case 'react':
        return this.#react(stage, deed);
      case 'accept':
        return this.#accept(stage, deed);
      case 'done':
        return this.#done(stage, deed);
      case 'unlink':
      case 'relink':
        return this.#link(stage, deed);
    }
  }

  #work<T>({ storage, world }: Stage, run: (work: Work) => Promise<T>): Promise<T> {
    return storage.transaction((tx) => run({ ...world, tx }));
  }

  async #publish(stage: Stage, { draft, day }: DeedOf<'publish'>): Promise<boolean> {
    const { title, institution, closesOn, hasFile } = this.#scripted(stage, draft);
    const values: Record<string, string> = {
      titleSq: title,
      type: 'draft_law',
      institution,
      receivedOn: day,
      opensOn: day,
      closesOn,
      complex: 'no',
    };
    const file = hasFile
      ? await stage.storage.db.storedFile.create({
          data: {
            name: 'projektligji.pdf',
            mime: 'application/pdf',
            size: 4,
            sha256: String(draft),
            bytes: Buffer.from('%PDF'),
            createdAt: stage.world.now,
          },
        })
      : null;
    if (file) values.file = file.id;
    const end = await this.#work(stage, (work) => publishDraft(work, values));
    // Published too late, after downtime: nobody is told of a draft that is due already.
    if (isRefusal(end)) return true;
    const document = await stage.storage.db.draftDocument.findFirst({ where: { draftId: end.id } });
    this.#drafts.set(draft, { id: end.id, values });
    stage.oracle.published(end.id, timesOf(closesOn), document?.id ?? null);
    return true;
  }

  #scripted({ script }: Stage, index: number) {
    const draft = script.drafts[index];
    if (!draft) throw new Error(`the script has no draft ${index}`);
    return draft;
  }

  /** The draft as it stands, if it was published and has not ended. */
  async #open({ storage }: Stage, index: number): Promise<DraftRow | null> {
    const known = this.#drafts.get(index);
    const row = known && (await loadDraft(storage.db, known.id));
    return row?.state === 'published' ? row : null;
  }

  async #changeTimes(stage: Stage, deed: DeedOf<'extend' | 'move'>): Promise<boolean> {
    const row = await this.#open(stage, deed.draft);
    const known = this.#drafts.get(deed.draft);
    if (!row || !known) return true;
    const closesOn = workedBefore(row.closesOn as CivilDay, -deed.workedDays);
    const values = { ...known.values, closesOn, due: '' };
    const end = await this.#work(stage, async (work) =>
      deed.does === 'extend' ? extendDraft(work, row, values) : editDraft(work, row, values),
    );
    const times = timesOf(closesOn);
    if (isRefusal(end)) {
      // Nothing may be made due in the past; everything else is to be taken.
      if (times.dueAt > stage.world.now) stage.complaints.add('refused', `${end.refused}`);
      return true;
    }
    known.values.closesOn = closesOn;
    stage.oracle.timesChanged(row.id, times);
    return true;
  }

  async #end(stage: Stage, deed: DeedOf<'close' | 'withdraw'>): Promise<boolean> {
    const row = await this.#open(stage, deed.draft);
    if (!row) return true;
    const state = deed.does === 'close' ? 'closed' : 'withdrawn';
    const end = await this.#work(stage, (work) => endDraft(work, row, state, null));
    if (isRefusal(end)) stage.complaints.add('refused', end.refused);
    else stage.oracle.ended(row.id, state);
    return true;
  }

  #actor({ storage, world }: Stage, user: string, channel: string) {
    const who = { platform: 'sandbox', community: COMMUNITY, user } as const;
    const arrival = { user: who, userName: user, channel: at(channel) };
    return resolveActor(storage, arrival, world.now, () => false);
  }

  async #contribute(stage: Stage, deed: DeedOf<'contribute'>): Promise<boolean> {
    const row = await this.#open(stage, deed.draft);
    if (!row) return true;
    const { member } = deed;
    const user = deed.newcomer ? `n${deed.draft}-${member}` : `d${member}`;
    const actor = await this.#actor(stage, user, `m${member}`);
    const text = {
      article: 'Neni 5',
      kind: 'amend',
      proposedText: 'Afati është tridhjetë ditë.',
      justification: 'Praktika e deritanishme.',
    } as const;
    const end = await this.#work(stage, (work) => submitContribution(work, actor, row.id, text));
    // A newcomer in a channel that is not linked speaks for nobody.
    if (isRefusal(end)) return true;
    this.#contributions.set(`${deed.draft} ${member}`, end.id);
    stage.oracle.contributed(row.id, member, end.id);
    if (deed.newcomer) {
      const { id } = await stage.storage.db.membership.findFirstOrThrow({
        where: { personId: actor.personId },
      });
      this.#newcomers.set(member, [...(this.#newcomers.get(member) ?? []), id]);
      stage.oracle.proposed(id);
    }
    return true;
  }

  async #changeContribution(stage: Stage, deed: DeedOf<'revise' | 'takeBack'>): Promise<boolean> {
    const id = this.#contributions.get(`${deed.draft} ${deed.member}`);
    const row = id && (await loadContribution(stage.storage.db, id));
    if (!row) return true;
    if (deed.does === 'revise') {
      const whole = { article: null, proposedText: null, justification: null };
      await this.#work(stage, (work) =>
        reviseContribution(work, row, { ...whole, kind: 'support' }),
      );
      return true;
    }
    const end = await this.#work(stage, (work) => withdrawContribution(work, row));
    if (!isRefusal(end)) stage.oracle.tookBack(row.draftId, deed.member);
    return true;
  }

  async #share(stage: Stage, deed: DeedOf<'share'>): Promise<boolean> {
    const id = this.#contributions.get(`${deed.draft} ${deed.member}`);
    const row = id && (await loadContribution(stage.storage.db, id));
    if (!row) return true;
    const end = await this.#work(stage, (work) => shareContribution(work, row, true));
    // Too late, after downtime: what is due stays as it is.
    if (!isRefusal(end)) stage.oracle.shared(row.draftId, row.id);
    return true;
  }

  async #say(stage: Stage, deed: DeedOf<'interested' | 'notForUs'>): Promise<boolean> {
    const row = await this.#open(stage, deed.draft);
    if (!row) return true;
    const actor = await this.#actor(stage, `d${deed.member}`, `m${deed.member}`);
    const kind = deed.does === 'interested' ? 'interested' : 'not_for_us';
    const end = await this.#work(stage, (work) => takeStance(work, actor, row, kind));
    if (isRefusal(end)) stage.complaints.add('refused', end.refused);
    else if (end.stands !== stage.oracle.said(row.id, deed.member, kind)) {
      stage.complaints.add('another stance', `${row.number} m${deed.member}`);
    }
    return true;
  }

  async #react(stage: Stage, { draft, member }: DeedOf<'react'>): Promise<boolean> {
    const row = await this.#open(stage, draft);
    const card = row && (await cardIn(stage.storage, row.id, `m${member}`));
    if (!card?.messageId) return true;
    const actor = await this.#actor(stage, `d${member}`, `m${member}`);
    const message = { ...at(`m${member}`), message: card.messageId };
    await this.#work(stage, (work) => applyReaction(work, actor, message, '👀', true));
    return true;
  }

  async #accept(stage: Stage, { member }: DeedOf<'accept'>): Promise<boolean> {
    const waiting = this.#newcomers.get(member) ?? [];
    this.#newcomers.delete(member);
    for (const id of waiting) {
      await this.#work(stage, (work) => decideMembership(work, id, 'accepted'));
    }
    return true;
  }

  async #done(stage: Stage, { activity }: DeedOf<'done'>): Promise<boolean> {
    const known = this.#activities[activity];
    if (!known) return true;
    const end = await this.#work(stage, (work) => markDone(work, known.handle));
    if (isRefusal(end)) stage.complaints.add('refused', end.refused);
    else stage.oracle.done(known.id);
    return true;
  }

  async #link(stage: Stage, { does, member }: DeedOf<'unlink' | 'relink'>): Promise<boolean> {
    const channel = `m${member}`;
    const isActive = stage.oracle.isActive(channel);
    if (does === 'unlink' ? !isActive : isActive) return true;
    // What it is still to get would be lost with it, and rightly so; the oracle keeps apart what
    // was lost with the channel and what was lost otherwise by letting it go only afterwards.
    if (stage.ledger.isOpenFor(channel)) return false;
    if (does === 'unlink') {
      const row = await stage.storage.db.channel.findFirstOrThrow({
        where: { externalId: channel },
      });
      const end = await this.#work(stage, (work) => unlinkChannel(work, row.id));
      if (isRefusal(end)) stage.complaints.add('refused', end.refused);
      stage.oracle.unlinked(member);
      return true;
    }
    const organisation = `Organizata ${stage.script.members[member]?.organisation}`;
    await this.#work(stage, async (work) => {
      const input = { purpose: 'member', organisation, language: 'sq' } as const;
      const linked = await linkChannel(work, at(channel), channel, input);
      if (isRefusal(linked)) throw new Error(linked.refused);
      await bringOpenDrafts(work, linked);
      await bringShared(work, linked.id);
    });
    stage.oracle.linked(member);
    return true;
  }
}

function cardIn(storage: Storage, draftId: string, channel: string) {
  return storage.db.delivery.findFirst({
    where: { kind: 'draft', subject: draftId, channel: { externalId: channel } },
  });
}

/** Where staff give no due time: noon of the worked day before the window closes. */
function timesOf(closesOn: CivilDay): Times {
  const dueOn = workedBefore(closesOn, 1);
  return { dueOn, dueAt: momentOf(dueOn, '12:00'), closesOn };
}
