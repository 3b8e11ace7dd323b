import { WENT, WENT_BACK } from '../authority/contributors.ts';
import { STAGE, STAGE_BACK } from '../authority/stages.ts';
import { LAST_MORNING, readItems, writeItem } from '../contributions/dueMark.ts';
import { DUE_REMINDER } from '../contributions/dueReminders.ts';
import { PERSONAL_REMINDER } from '../contributions/personalReminders.ts';
import { ESCALATION, ESCALATION_CLOSED } from '../plan/escalations.ts';
import { PLAN_REMINDER } from '../plan/milestoneReminders.ts';
import { BOARD_PAGE } from './boardPage.ts';
import { DIGEST } from './digest.ts';
import { OFFICE_DIGEST } from './officeDigest.ts';

/** A queued delivery as far as it says what it tells of. */
export interface Queued {
  kind: string;
  subject: string;
  params: unknown;
  channelId: string | null;
  personId: string | null;
}

/** One draft that a notice tells of. */
export interface ToldDraft {
  draftId: string;
  /** Told later it would be of no use, whatever the digest that somebody chose. */
  cannotWait: boolean;
}

/** A draft as far as notices told later must agree with it. */
export interface DraftNow {
  state: string;
  closesOn: string;
  dueAt: Date;
}

interface NoticeKind {
  /** It comes by the clock, in sending hours only; what somebody did may be told at any hour. */
  byClock: boolean;
  /** It is a digest itself, or about no draft: it is not joined with others, and nobody mutes it. */
  drafts?: {
    told(queued: Queued): ToldDraft[];
    /** It is as useful once contributions are due, so that it can wait for any digest. */
    keeps?: boolean;
    /** Its parameters when only some of its drafts are to be told. */
    only?(params: unknown, wanted: ReadonlySet<string>): Record<string, unknown>;
    /** Two of them about one draft as one: told together, they must not repeat themselves. */
    together?(earlier: unknown, later: unknown): Record<string, unknown>;
    /** What is still true of it when it is told later than it was queued; null when nothing is. */
    now?(params: unknown, draft: DraftNow): Record<string, unknown> | null;
  };
  /** Somebody asked for it by name: topics do not keep it back. */
  askedFor?: boolean;
}

/** Reminders hold several drafts; the one of the last working morning waits for nothing. */
const reminded: NonNullable<NoticeKind['drafts']> = {
  told: ({ params }) =>
    readItems(fieldOf(params, 'items')).map(({ draftId, mark }) => ({
      draftId,
      cannotWait: mark === LAST_MORNING,
    })),
  only: (params, wanted) => ({
    ...(params as Record<string, unknown>),
    items: readItems(fieldOf(params, 'items'))
      .filter(({ draftId }) => wanted.has(draftId))
      .map(writeItem),
  }),
};

const fieldOf = (params: unknown, name: string) => (params as Record<string, unknown>)[name];

/** A notice whose subject is something else names its draft in its parameters. */
const toldOfDraft: NonNullable<NoticeKind['drafts']> = {
  told: ({ params }) => [{ draftId: String(fieldOf(params, 'draftId')), cannotWait: false }],
  keeps: true,
};

/**
 * What is told unasked, by kind of delivery. Cards are none of it (they change in place), nor is
 * what answers somebody, nor a document that belongs to a card, nor what tells of the bot itself.
 */
export const NOTICES: Readonly<Record<string, NoticeKind>> = {
  [DUE_REMINDER]: { byClock: true, drafts: reminded },
  [PERSONAL_REMINDER]: { byClock: true, drafts: reminded, askedFor: true },
  'draft.timesChanged': {
    byClock: false,
    drafts: {
      told: ({ subject, params }) => [{ draftId: subject, cannotWait: movedNearer(params) }],
      together: (earlier, later) => ({
        ...(later as Record<string, unknown>),
        dueBefore: fieldOf(earlier, 'dueBefore'),
        closesBefore: fieldOf(earlier, 'closesBefore'),
      }),
      now: timesNow,
    },
  },
  // Whoever writes on for a ministry that no longer waits works in vain.
  'draft.withdrawn': {
    byClock: false,
    drafts: { told: ({ subject }) => [{ draftId: subject, cannotWait: true }] },
  },
  // What went to the ministry, and what became of the draft there, is true whenever it is told.
  [WENT]: { byClock: false, drafts: toldOfDraft },
  [WENT_BACK]: { byClock: false, drafts: toldOfDraft },
  [STAGE]: { byClock: false, drafts: toldOfDraft },
  [STAGE_BACK]: { byClock: false, drafts: toldOfDraft },
  // What became of one's own words is told by itself, and of a draft that was muted too.
  'answer.announced': { byClock: false },
  'answer.corrected': { byClock: false },
  'answer.corrections': { byClock: false },
  [PLAN_REMINDER]: { byClock: true },
  [ESCALATION]: { byClock: true },
  [ESCALATION_CLOSED]: { byClock: true },
  [OFFICE_DIGEST]: { byClock: true },
  [DIGEST]: { byClock: true },
  [BOARD_PAGE]: { byClock: true },
};

/** The kinds that wait for a digest where one is wanted. */
export const JOINED_KINDS: readonly string[] = Object.entries(NOTICES).flatMap(([kind, notice]) =>
  notice.drafts ? [kind] : [],
);

function movedNearer(params: unknown): boolean {
  const nearer = (before: string, after: string) =>
    String(fieldOf(params, after)) < String(fieldOf(params, before));
  return nearer('dueBefore', 'dueAfter') || nearer('closesBefore', 'closesAfter');
}

/**
 * Changed dates with those of today in place of what they were to become: a later change may have
 * been told by itself, or the draft have ended, while this one waited.
 */
function timesNow(params: unknown, draft: DraftNow): Record<string, unknown> | null {
  if (draft.state !== 'published') return null;
  const times = { dueAfter: draft.dueAt.toISOString(), closesAfter: draft.closesOn };
  const { dueBefore, closesBefore, correction, takenBack, ...rest } = params as Times;
  if (dueBefore === times.dueAfter && closesBefore === times.closesAfter) return null;
  const asQueued = rest.dueAfter === times.dueAfter && rest.closesAfter === times.closesAfter;
  // A correction of the holidays is no reason for what something else changed after it.
  const because = asQueued && correction !== undefined ? { correction, takenBack } : {};
  return { ...rest, dueBefore, closesBefore, ...times, ...because };
}

type Times = Record<string, unknown>;
