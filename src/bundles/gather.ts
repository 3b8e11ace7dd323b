import { COUNTED } from '../contributions/find.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import type { Database, Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { earlierOf, type FrozenBundle, frozenOf, goneOf } from './earlier.ts';
import {
  bundleNumber,
  inOrderOfArticles,
  mergeReference,
  numberOfArticle,
  type Placed,
  shifts,
} from './rules.ts';

/** What a bundle has a place for: a contribution, or a joint text. */
type Item = Placed & { leftOut: string | null } & (
    | { contributionId: string }
    | { mergeId: string }
  );

/**
 * The open bundle of a draft, made where there is none, with a place for everything that counts and
 * went with no earlier bundle as it stands now. What staff arranged and wrote to it stays: what is
 * new goes where its article is, and what was withdrawn, or stands in a joint text now, leaves. What
 * an earlier bundle left out has its place too, left out for the same reason.
 */
export async function gatherBundle(
  work: Work,
  draft: { id: string; number: string },
): Promise<{ id: string; number: string }> {
  const { tx } = work;
  const open = await tx.bundle.findFirst({ where: { draftId: draft.id, frozenAt: null } });
  const bundle = open ?? (await openBundle(work, draft));
  const wanted = await wantedItems(tx, draft, await frozenOf(tx, draft.id));
  const entries = await tx.bundleEntry.findMany({
    where: { bundleId: bundle.id },
    orderBy: { position: 'asc' },
  });
  const keys = new Set(wanted.map(keyOf));
  const gone = entries.filter((entry) => !keys.has(keyOf(entry))).map(({ id }) => id);
  for (const part of inParts(gone)) {
    await tx.bundleEntry.deleteMany({ where: { id: { in: part } } });
  }
  const kept = new Set(entries.map(keyOf));
  const added = wanted.filter((item) => !kept.has(keyOf(item)));
  const byKey = new Map(wanted.map((item) => [keyOf(item), item]));
  const order: Item[] = entries.flatMap((entry) => byKey.get(keyOf(entry)) ?? []);
  for (const item of added) {
    // Behind the last that goes before it, wherever staff have put that.
    const after = order.findLastIndex((other) => inOrderOfArticles(other, item) < 0);
    order.splice(after + 1, 0, item);
  }
  const places = new Map(order.map((item, index) => [keyOf(item), index + 1]));
  if (added.length > 0) {
    await tx.bundleEntry.createMany({
      data: added.map((item) => ({
        bundleId: bundle.id,
        position: places.get(keyOf(item)) ?? 0,
        contributionId: 'contributionId' in item ? item.contributionId : null,
        mergeId: 'mergeId' in item ? item.mergeId : null,
        included: item.leftOut === null,
        note: item.leftOut,
      })),
    });
  }
  const moved = shifts(
    entries.flatMap((entry) => {
      const after = places.get(keyOf(entry));
      return after === undefined ? [] : [{ id: entry.id, before: entry.position, after }];
    }),
  );
  for (const [by, ids] of moved) {
    for (const part of inParts(ids)) {
      const where = { id: { in: part } };
      await tx.bundleEntry.updateMany({ where, data: { position: { increment: by } } });
    }
  }
  return { id: bundle.id, number: bundle.number };
}

function keyOf(item: { contributionId?: string | null } | { mergeId?: string | null }): string {
  const { contributionId, mergeId } = item as { contributionId?: string; mergeId?: string };
  return contributionId ? `contribution:${contributionId}` : `merge:${mergeId}`;
}

async function openBundle(work: Work, draft: { id: string; number: string }) {
  const ordinal = await nextNumber(work, `bundle:${draft.id}`);
  const row = await work.tx.bundle.create({
    data: {
      draftId: draft.id,
      ordinal,
      number: bundleNumber(draft.number, ordinal),
      openedAt: work.now,
      openedById: work.personId,
    },
  });
  await audit(work, 'bundle.open', row.id, { ordinal });
  return row;
}

/** What counts and did not go with an earlier bundle as it stands, in the order of the articles. */
async function wantedItems(
  tx: Database | Tx,
  draft: { id: string; number: string },
  frozen: readonly FrozenBundle[],
): Promise<Item[]> {
  const draftId = draft.id;
  const joint = await tx.merge.findMany({
    where: { draftId, state: 'agreed' },
    include: { parts: { select: { contributionId: true } } },
  });
  const agreed = new Set(joint.map(({ ordinal }) => mergeReference(draft.number, ordinal)));
  const { went, leftOut } = earlierOf(frozen, agreed);
  const placeOf = await placesOf(tx, draftId);
  const inJoint = new Set(joint.flatMap(({ parts }) => parts.map((part) => part.contributionId)));
  const rows = await tx.contribution.findMany({
    where: { draftId, ...COUNTED },
    select: { id: true, ordinal: true },
  });
  const counted = new Map(rows.map(({ id, ordinal }) => [id, ordinal]));
  const single = rows.flatMap(({ id }) => (inJoint.has(id) ? [] : [id]));
  const items: Item[] = [];
  for (const version of await currentVersions(tx, single)) {
    const id = version.contributionId;
    if (went.get(id) === version.version) continue;
    const left = leftOut.get(id);
    items.push({
      contributionId: id,
      article: version.article,
      articlePosition: placeOf(version),
      ordinal: counted.get(id) ?? 0,
      // What was revised since is something else.
      leftOut: left && version.at <= left.at ? left.why : null,
    });
  }
  for (const merge of joint) {
    const ordinals = merge.parts.flatMap((part) => counted.get(part.contributionId) ?? []);
    if (ordinals.length === 0 || went.has(merge.id)) continue;
    items.push({
      mergeId: merge.id,
      article: merge.article,
      articlePosition: placeOf(merge),
      ordinal: Math.min(...ordinals),
      leftOut: leftOut.get(merge.id)?.why ?? null,
    });
  }
  return items.sort(inOrderOfArticles);
}

interface Named {
  article: string | null;
  articleId: string | null;
}

/** Where in the draft's text an article stands, so that "Neni 5" that somebody typed is beside it. */
async function placesOf(tx: Database | Tx, draftId: string): Promise<(of: Named) => number | null> {
  const articles = await tx.article.findMany({
    where: { draftId },
    orderBy: { position: 'asc' },
    select: { id: true, position: true, kind: true, label: true },
  });
  const byId = new Map(articles.map(({ id, position }) => [id, position]));
  const byNumber = new Map<number, number>();
  for (const { kind, label, position } of articles) {
    const number = kind === 'article' ? numberOfArticle(label) : null;
    if (number !== null && !byNumber.has(number)) byNumber.set(number, position);
  }
  return ({ article, articleId }) => {
    const known = articleId === null ? undefined : byId.get(articleId);
    const number = article === null ? null : numberOfArticle(article);
    return known ?? (number === null ? null : (byNumber.get(number) ?? null));
  };
}

interface CurrentVersion {
  contributionId: string;
  version: number;
  article: string | null;
  articleId: string | null;
  at: Date;
}

/** The versions that stand, without their texts. */
async function currentVersions(
  tx: Database | Tx,
  ids: readonly string[],
): Promise<CurrentVersion[]> {
  const select = { contributionId: true, version: true, article: true, articleId: true, at: true };
  const current = new Map<string, CurrentVersion>();
  for (const part of inParts(ids)) {
    const rows = await tx.contributionVersion.findMany({
      where: { contributionId: { in: part } },
      select,
      orderBy: { version: 'asc' },
    });
    for (const row of rows) current.set(row.contributionId, row);
  }
  return [...current.values()];
}

/**
 * What a bundle that is opened now would hold: how many entries, how many that an earlier one left
 * out, and the references that no longer stand since an earlier one.
 */
export async function waitingFor(
  tx: Database | Tx,
  draft: { id: string; number: string },
): Promise<{ entries: number; leftOut: number; withdrawn: string[] }> {
  const frozen = await frozenOf(tx, draft.id);
  const items = await wantedItems(tx, draft, frozen);
  const leftOut = items.filter((item) => item.leftOut !== null).length;
  return {
    entries: items.length - leftOut,
    leftOut,
    withdrawn: await goneOf(tx, draft, frozen),
  };
}
