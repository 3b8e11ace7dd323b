import { readContent } from '../bundles/content.ts';
import { COUNTED } from '../contributions/find.ts';
import { tellNotes } from '../delivery/queue.ts';
import { fold } from '../i18n/fold.ts';
import type { Tx } from '../storage/database.ts';
import { inParts } from '../storage/parts.ts';
import type { Work } from '../storage/work.ts';

/** The kind of the note that tells an organisation that what it said went to the institution. */
export const WENT = 'dispatch.went';
/** And of the one that takes it back. */
export const WENT_BACK = 'dispatch.wentBack';

/**
 * Tells the authors of what went with a bundle, and who supported it, each once in its channels: as
 * it was frozen, whatever changed since.
 */
export async function tellContributors(work: Work, dispatchId: string): Promise<void> {
  const { bundle } = await work.tx.dispatch.findUniqueOrThrow({
    where: { id: dispatchId },
    include: { bundle: true },
  });
  const { rows } = readContent(bundle.content ?? '');
  // A name may be spelt otherwise since the freeze; folded it is the same.
  const names = new Set(
    rows.flatMap(({ authors, support }) =>
      [...authors, ...support].map(({ organisation }) => fold(organisation)),
    ),
  );
  const channels: Awaited<ReturnType<typeof channelsOfOrganisations>> = [];
  for (const part of inParts([...names])) {
    channels.push(...(await channelsOfOrganisations(work.tx, { nameKey: { in: part } })));
  }
  await tellNotes(
    work,
    channels.map((channel) => ({
      kind: WENT,
      subject: dispatchId,
      params: { draftId: bundle.draftId },
      key: `${WENT}:${dispatchId}`,
      channel,
    })),
  );
}

/** What they were told was not so. */
export async function tellTakenBack(work: Work, dispatchId: string): Promise<void> {
  const { bundle } = await work.tx.dispatch.findUniqueOrThrow({
    where: { id: dispatchId },
    include: { bundle: { select: { draftId: true } } },
  });
  const channels = await channelsTold(work.tx, WENT, dispatchId);
  await tellNotes(
    work,
    channels.map((channel) => ({
      kind: WENT_BACK,
      subject: dispatchId,
      params: { draftId: bundle.draftId },
      key: `${WENT_BACK}:${dispatchId}`,
      channel,
    })),
  );
}

/**
 * Where a note was told, or may have been: by itself, or in a digest. Who was not told yet needs not
 * hear that it was not so.
 */
export async function channelsTold(tx: Tx, kind: string, subject: string) {
  const rows = await tx.delivery.findMany({
    where: {
      kind,
      subject,
      OR: [
        { state: { in: ['sent', 'sending', 'doubtful'] } },
        { state: 'stopped', error: 'joined' },
      ],
    },
    include: { channel: true },
  });
  return rows.flatMap(({ channel }) => channel ?? []);
}

/** The channels of all who contributed to a draft, or supported a contribution to it. */
export async function contributorChannels(tx: Tx, draftId: string) {
  const authors = await tx.contribution.findMany({
    where: { draftId, ...COUNTED },
    distinct: ['organisationId'],
    select: { organisationId: true },
  });
  const supporters = await tx.position.findMany({
    where: {
      kind: 'support',
      membership: { state: 'accepted' },
      contribution: { draftId, ...COUNTED },
    },
    distinct: ['organisationId'],
    select: { organisationId: true },
  });
  const joint = await tx.mergeSupport.findMany({
    where: { kind: 'support', merge: { draftId, state: 'agreed' } },
    distinct: ['organisationId'],
    select: { organisationId: true },
  });
  const ids = new Set([...authors, ...supporters, ...joint].map((row) => row.organisationId));
  const found: Awaited<ReturnType<typeof channelsOfOrganisations>> = [];
  for (const part of inParts([...ids])) {
    found.push(...(await channelsOfOrganisations(tx, { id: { in: part } })));
  }
  return found;
}

function channelsOfOrganisations(
  tx: Tx,
  organisation: { nameKey: { in: string[] } } | { id: { in: string[] } },
) {
  return tx.channel.findMany({
    where: { organisation, purpose: 'member', active: true },
    orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
  });
}
