import type { Tx } from '../storage/database.ts';
import type { Prisma } from '../storage/generated/sqlite/client.ts';

/** How long the rows of a table are kept, as the README says it. */
export interface RetentionRule {
  model: Prisma.ModelName;
  /** Which of its rows. */
  rows: string;
  why: string;
}

/** Rows that are removed some time after they were last of use. */
export interface Removal extends RetentionRule {
  days: number;
  /** Which clock wrote the moment that counts: the one that the sandbox moves, or the machine's. */
  clock: 'civil' | 'machine';
  /** Removes at most `most` rows whose moment lies before `before`; resolves with how many. */
  remove(tx: Tx, before: Date, most: number): Promise<number>;
}

/** What grows with use, and when it goes. */
export const REMOVALS: readonly Removal[] = [
  {
    model: 'Inbox',
    rows: 'Requests that were answered',
    days: 7,
    clock: 'machine',
    why: 'So that a repeat acts once; Slack and Discord repeat within minutes',
    // What is not done, or failed, has its request still.
    remove: (tx, before, most) =>
      removeRequests(tx, most, { receivedAt: { lt: before }, request: null }),
  },
  {
    model: 'Inbox',
    rows: 'Submissions that failed twice',
    days: 365,
    clock: 'machine',
    why: 'They hold what somebody typed',
    remove: (tx, before, most) =>
      removeRequests(tx, most, {
        receivedAt: { lt: before },
        request: { not: null },
        doneAt: { not: null },
      }),
  },
  {
    model: 'Unfinished',
    rows: 'Forms that were opened and never written in',
    days: 7,
    clock: 'civil',
    why: 'They hold nothing that anybody typed',
    remove: (tx, before, most) =>
      removeUnfinished(tx, most, {
        state: 'open',
        // A step that is submitted makes the row later than its making.
        updatedAt: { lt: before, lte: tx.unfinished.fields.createdAt },
      }),
  },
  {
    model: 'Unfinished',
    rows: 'Forms that were written in and never submitted',
    days: 365,
    clock: 'civil',
    why: 'What somebody typed can be resumed',
    remove: (tx, before, most) =>
      removeUnfinished(tx, most, {
        state: 'open',
        updatedAt: { lt: before, gt: tx.unfinished.fields.createdAt },
      }),
  },
  {
    model: 'Unfinished',
    rows: 'Forms that were submitted or discarded',
    days: 30,
    clock: 'civil',
    why: 'Submitted twice, a form shows the same receipt; what it said is kept elsewhere',
    remove: (tx, before, most) =>
      removeUnfinished(tx, most, {
        state: { in: ['submitted', 'discarded'] },
        updatedAt: { lt: before },
      }),
  },
  {
    model: 'StoredFile',
    rows: 'Files that no draft, evidence, answer, form or message of the sandbox refers to',
    days: 7,
    clock: 'civil',
    why: 'They were handed over and replaced, or read by an import',
    remove: removeFiles,
  },
  {
    model: 'Delivery',
    rows: 'Notes that were sent, stopped or failed, unless their draft is open',
    days: 180,
    clock: 'machine',
    why: 'So that nothing is told twice; what they told is in the draft’s record',
    async remove(tx, before, most) {
      const open = await openDrafts(tx, before);
      return removeDeliveries(tx, most, {
        form: 'note',
        state: { in: ['sent', 'stopped', 'parked'] },
        queuedAt: { lt: before },
        replies: { none: {} },
        // The same note may be wanted anew as long as its draft is open: when a channel is linked.
        subject: { notIn: open },
        OR: [{ threadOfId: null }, { threadOf: { subject: { notIn: open } } }],
      });
    },
  },
  {
    model: 'Delivery',
    rows: 'Cards that no longer change, without reactions, unless their draft is open',
    days: 730,
    clock: 'machine',
    why: 'The message stays in the channel; the bot no longer changes it',
    async remove(tx, before, most) {
      return removeDeliveries(tx, most, {
        form: 'card',
        state: { in: ['sent', 'stopped', 'parked'] },
        queuedAt: { lt: before },
        replies: { none: {} },
        reactions: { none: {} },
        subject: { notIn: await openDrafts(tx, before) },
      });
    },
  },
  {
    model: 'Batch',
    rows: 'Publications whose sending has ended',
    days: 365,
    clock: 'machine',
    why: 'The progress that is shown to who published',
    async remove(tx, before, most) {
      const where = { endedAt: { lt: before } };
      const rows = await tx.batch.findMany({ where, select: { id: true }, take: most });
      return count(tx.batch.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }));
    },
  },
  {
    model: 'Reminder',
    rows: 'Which reminders were told',
    days: 400,
    clock: 'civil',
    why: 'No reminder is due for longer than a year',
    async remove(tx, before, most) {
      const where = { at: { lt: before } };
      const rows = await tx.reminder.findMany({ where, select: { key: true }, take: most });
      return count(tx.reminder.deleteMany({ where: { key: { in: rows.map(({ key }) => key) } } }));
    },
  },
  {
    model: 'DraftMute',
    rows: 'Drafts that were muted and are no longer open',
    days: 400,
    clock: 'civil',
    why: 'Nothing more is told of them',
    async remove(tx, before, most) {
      const where = { at: { lt: before }, draftId: { notIn: await openDrafts(tx, before) } };
      const rows = await tx.draftMute.findMany({ where, select: { id: true }, take: most });
      return count(tx.draftMute.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }));
    },
  },
];

/** What is kept for ever, on purpose. */
export const KEPT: readonly RetentionRule[] = [
  kept('Organisation', 'Who the members are and were; some hundreds'),
  kept('Channel', 'Messages point to it; one a linked channel'),
  kept('Person', 'Contributions and the record name who acted; one an account'),
  kept('Membership', 'Who spoke for whom, and since when; one a person and organisation'),
  kept('Institution', 'Drafts come from it; some dozens'),
  kept('InstitutionAlias', 'How else it is written; a few an institution'),
  kept('InstitutionSuccessor', 'What became of it; a few a government'),
  kept('Draft', 'The register of consultations; some 70 a year'),
  kept('DraftDocument', 'What was consulted on; a few a draft'),
  kept('Article', 'The text of what was consulted on; some dozens a draft'),
  kept('DraftChange', 'How dates and titles came to be; a few a draft'),
  kept('HolidayCorrection', 'How the days off came to be, and why; some a year'),
  kept('Stance', 'What organisations said of a draft; at most one an organisation and draft'),
  kept('Reaction', 'The interest that was shown in a draft; at most three a person and card'),
  kept('Contribution', 'What the organisations proposed'),
  kept('ContributionVersion', 'Its wording, and every earlier one'),
  kept('Position', 'Who supports or objects to it; at most one an organisation'),
  kept(
    'PersonalReminder',
    'Who asked to be reminded of which draft; at most one a person and draft',
  ),
  kept('Preference', 'How channels and persons want to be told things; at most one each'),
  kept('Plan', 'Action plans as they were imported'),
  kept('Objective', 'Their objectives'),
  kept('Activity', 'Their activities, and what was done when'),
  kept('ActivityChange', 'How deadlines and states came to be, and why; a few a year and activity'),
  kept('ActivityEvidence', 'What shows that activities are done; at most 20 an activity'),
  kept('Escalation', 'Before whom overdue activities are put; at most one a plan and objective'),
  kept('ActivityInstitution', 'Whom an activity names; a few an activity'),
  kept('Merge', 'Joint texts that were proposed, and what became of that; a few a draft'),
  kept('MergePart', 'For which contributions, and what their authors said'),
  kept('MergeSupport', 'Who supports a joint text; at most one an organisation'),
  kept('Bundle', 'What went to the institution, word by word; some hundred kB a draft'),
  kept('BundleEntry', 'Its order and the notes of staff; one a contribution'),
  kept('Contact', 'Whom one writes to, and wrote to before; a few an institution'),
  kept('Mail', 'Which e-mails left and when; a few a draft, without their texts'),
  kept('Dispatch', 'When a bundle left and what came of it; one or two a bundle'),
  kept('Letter', 'What was written to authorities; a few a draft'),
  kept('DraftStage', 'What became of a draft after its consultation; some ten a draft'),
  kept('AnswerSource', 'Where an institution answered; one or two a draft'),
  kept('Outcome', 'What it said of each contribution; one, and one a correction'),
  kept('Verification', 'What was found in the adopted text; one or two a contribution'),
  kept('Announcement', 'When authors were told; one or two a draft'),
  kept('Programme', 'The legislative programmes as they were imported; one a year'),
  kept('PlannedDraft', 'Their drafts; some hundred a year'),
  kept('PlannedChange', 'How they were postponed and withdrawn; a few each'),
  kept('Sighting', 'Drafts that nobody sent; some dozens a year'),
  kept('Audit', 'Who did what and when; some 100 bytes an act, a few MB in ten years'),
  kept('Counter', 'Running numbers and the moments of the clock; one row each'),
  kept('Setting', 'The settings that were changed; one row each'),
  ...(['SandboxChannel', 'SandboxUser', 'SandboxMessage', 'SandboxReaction'] as const).map(
    (model) => kept(model, 'The sandbox’s own chat, until its file is deleted'),
  ),
];

function kept(model: Prisma.ModelName, why: string): RetentionRule {
  return { model, rows: 'All', why };
}

async function count(deleting: Promise<{ count: number }>): Promise<number> {
  return (await deleting).count;
}

/** Nobody closes every draft: one that was due before then is open in name only. */
async function openDrafts(tx: Tx, before: Date): Promise<string[]> {
  const where = { state: 'published', dueAt: { gte: before } } as const;
  return (await tx.draft.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

async function removeRequests(
  tx: Tx,
  most: number,
  where: Prisma.InboxWhereInput,
): Promise<number> {
  const rows = await tx.inbox.findMany({ where, select: { id: true }, take: most });
  return count(tx.inbox.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }));
}

async function removeUnfinished(
  tx: Tx,
  most: number,
  where: Prisma.UnfinishedWhereInput,
): Promise<number> {
  const rows = await tx.unfinished.findMany({ where, select: { id: true }, take: most });
  return count(tx.unfinished.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }));
}

async function removeDeliveries(
  tx: Tx,
  most: number,
  where: Prisma.DeliveryWhereInput,
): Promise<number> {
  const rows = await tx.delivery.findMany({ where, select: { seq: true }, take: most });
  return count(tx.delivery.deleteMany({ where: { seq: { in: rows.map(({ seq }) => seq) } } }));
}

/** Forms and the sandbox's messages name a file in their JSON, which the database cannot follow. */
async function removeFiles(tx: Tx, before: Date, most: number): Promise<number> {
  const standing = { OR: [{ revokedAt: null }, { revokedAt: { gte: before } }] };
  const where = {
    createdAt: { lt: before },
    documents: { none: {} },
    evidence: { none: standing },
    answers: { none: {} },
  };
  const order = { createdAt: 'asc' } as const;
  let removed = 0;
  for (let skip = 0; removed < most; ) {
    const files = await tx.storedFile.findMany({
      where,
      select: { id: true },
      orderBy: [order, { id: 'asc' }],
      skip,
      take: most,
    });
    const inForms = files.length > 0 ? await filesInForms(tx) : '';
    for (const { id } of files) {
      if (inForms.includes(`"${id}"`) || (await isInSandbox(tx, id))) skip += 1;
      else {
        await tx.activityEvidence.updateMany({ where: { fileId: id }, data: { fileId: null } });
        await tx.storedFile.delete({ where: { id } });
        removed += 1;
      }
    }
    if (files.length < most) break;
  }
  return removed;
}

/** The values of the forms that hold a file: read once, for other forms may hold long texts. */
async function filesInForms(tx: Tx): Promise<string> {
  const rows = await tx.$queryRaw<{ held: string }[]>`
    SELECT CAST("values" AS TEXT) AS held FROM "Unfinished"
    WHERE CAST("values" AS TEXT) LIKE '%"file"%'`;
  return rows.map(({ held }) => held).join('\n');
}

async function isInSandbox(tx: Tx, id: string): Promise<boolean> {
  // An underscore in the id matches more than itself: at worst a file is kept a little longer.
  const named = `%"${id}"%`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "SandboxMessage" WHERE CAST("body" AS TEXT) LIKE ${named} LIMIT 1`;
  return rows.length > 0;
}
