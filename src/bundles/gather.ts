import { COUNTED } from '../contributions/find.ts';
import { audit, nextNumber } from '../storage/audit.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';
import { readContent } from './content.ts';
import { bundleNumber, inOrderOfArticles, type Placed } from './rules.ts';

/** What a bundle has a place for: a contribution, or a joint text. */
type Item = Placed & ({ contributionId: string } | { mergeId: string });

/**
 * The open bundle of a draft, made where there is none, with a place for everything that counts and
 * went with no earlier bundle as it stands now. What staff arranged and wrote to it stays: what is
 * new goes where its article is, and what was withdrawn, or stands in a joint text now, leaves.
 */
export async function gatherBundle(
  work: Work,
  draft: { id: string; number: string },
): Promise<{ id: string; number: string }> {
  const { tx } = work;
  const open = await tx.bundle.findFirst({ where: { draftId: draft.id, frozenAt: null } });
  const bundle = open ?? (await openBundle(work, draft));
  const wanted = await wantedItems(work, draft.id);
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
    const at = order.findIndex((other) => inOrderOfArticles(item, other) < 0);
    order.splice(at === -1 ? order.length : at, 0, item);
  }
  if (added.length > 0) {
    await tx.bundleEntry.createMany({
      data: added.map((item) => ({
        bundleId: bundle.id,
        position: order.indexOf(item) + 1,
        contributionId: 'contributionId' in item ? item.contributionId : null,
        mergeId: 'mergeId' in item ? item.mergeId : null,
      })),
    });
  }
  const places = new Map(order.map((item, index) => [keyOf(item), index + 1]));
  for (const entry of entries) {
    const position = places.get(keyOf(entry));
    if (position === undefined || position === entry.position) continue;
    await tx.bundleEntry.update({ where: { id: entry.id }, data: { position } });
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
async function wantedItems({ tx }: Work, draftId: string): Promise<Item[]> {
  const gone = await wentBefore(tx, draftId);
  const joint = await tx.merge.findMany({
    where: { draftId, state: 'agreed' },
    include: { parts: { select: { contributionId: true } } },
  });
  const positions = new Map(
    (await tx.article.findMany({ where: { draftId }, select: { id: true, position: true } })).map(
      ({ id, position }) => [id, position],
    ),
  );
  const placeOf = (articleId: string | null) =>
    articleId === null ? null : (positions.get(articleId) ?? null);
  const inJoint = new Set(joint.flatMap(({ parts }) => parts.map((part) => part.contributionId)));
  const rows = await tx.contribution.findMany({
    where: { draftId, ...COUNTED },
    select: { id: true, ordinal: true },
  });
  const counted = new Map(rows.map(({ id, ordinal }) => [id, ordinal]));
  const items: Item[] = [];
  for (const part of inParts(rows.filter(({ id }) => !inJoint.has(id)))) {
    for (const version of await currentVersions(
      tx,
      part.map(({ id }) => id),
    )) {
      if (gone.get(version.contributionId) === version.version) continue;
      items.push({
        contributionId: version.contributionId,
        article: version.article,
        articlePosition: placeOf(version.articleId),
        ordinal: counted.get(version.contributionId) ?? 0,
      });
    }
  }
  for (const merge of joint) {
    const ordinals = merge.parts.flatMap((part) => counted.get(part.contributionId) ?? []);
    if (ordinals.length === 0 || gone.has(merge.id)) continue;
    items.push({
      mergeId: merge.id,
      article: merge.article,
      articlePosition: placeOf(merge.articleId),
      ordinal: Math.min(...ordinals),
    });
  }
  return items.sort(inOrderOfArticles);
}

/** The versions that stand, without their texts. */
async function currentVersions(tx: Work['tx'], ids: readonly string[]) {
  const rows = await tx.contributionVersion.findMany({
    where: { contributionId: { in: [...ids] } },
    select: { contributionId: true, version: true, article: true, articleId: true },
    orderBy: { version: 'asc' },
  });
  return [...new Map(rows.map((row) => [row.contributionId, row])).values()];
}

/** By contribution the version that went, and the joint texts that did. */
async function wentBefore(tx: Work['tx'], draftId: string): Promise<Map<string, number>> {
  const frozen = await tx.bundle.findMany({
    where: { draftId, frozenAt: { not: null } },
    orderBy: { ordinal: 'asc' },
    select: { content: true, entries: { select: { mergeId: true, included: true } } },
  });
  const gone = new Map<string, number>();
  for (const { content, entries } of frozen) {
    for (const { authors } of readContent(content ?? '').rows) {
      for (const { contributionId, version } of authors) gone.set(contributionId, version);
    }
    for (const { mergeId, included } of entries) if (mergeId && included) gone.set(mergeId, 1);
  }
  return gone;
}
