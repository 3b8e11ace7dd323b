import { freezeBundle } from '../../src/bundles/freezeBundle.ts';
import { gatherBundle } from '../../src/bundles/gather.ts';
import type { IncomingFile } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import type { Message } from '../../src/chat/message.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { type Desk, opened, told } from '../chat/desk.ts';
import { contribute, publish } from '../chat/story.ts';

/** Three proposals that no two people would take for one another. */
export const TEXTS = {
  five: 'Ndërmarrja sociale i shërben interesit publik dhe punëson së paku tridhjetë për qind persona nga grupet e cenueshme.',
  seven:
    'Regjistri i ndërmarrjeve sociale mbahet elektronikisht, është publik dhe përditësohet çdo tre muaj nga ministria përgjegjëse.',
  twelve:
    'Inspektorati i punës mund të shqiptojë gjobë vetëm pasi të ketë dhënë paralajmërim me shkrim dhe afat prej pesëmbëdhjetë ditësh.',
} as const;

export interface Story {
  number: string;
  draftId: string;
  /** KCSF on article 5, which KDI supports; KDI on articles 7 and 12. */
  five: string;
  seven: string;
  twelve: string;
}

/** A draft with three contributions, one of which another organisation supports. */
export async function tellStory(desk: Desk): Promise<Story> {
  const number = await publish(desk);
  const { id: draftId } = await desk.db.draft.findFirstOrThrow({ where: { number } });
  const amend = (user: string, channel: string, article: string, proposedText: string) =>
    contribute(desk, user, channel, number, { kind: 'amend', article, proposedText });
  const five = await amend('ana', 'kcsf', 'Neni 5', TEXTS.five);
  const seven = await amend('dan', 'kdi', 'Neni 7', TEXTS.seven);
  const twelve = await amend('dan', 'kdi', 'Neni 12', TEXTS.twelve);
  told(await desk.presses('ana', 'kcsf', 'contribution.share', [five, 'on']));
  told(await desk.presses('dan', 'kdi', 'contribution.support', [five]));
  return { number, draftId, five, seven, twelve };
}

/** Freezes what there is; the number of the bundle. */
export async function freeze(desk: Desk, { draftId, number }: Story): Promise<string> {
  return desk.work(async (work) => {
    const bundle = await gatherBundle(work, { id: draftId, number });
    const done = await freezeBundle(work, bundle.id);
    if (isRefusal(done)) throw new Error(done.refused);
    return done.number;
  });
}

/** Records an outcome in the form, as staff do; the answer of its last step. */
export async function record(
  desk: Desk,
  reference: string,
  values: Readonly<Record<string, string>>,
): Promise<Answer> {
  const form = opened(await desk.uses('boss', 'office', 'answer.record', { reference }));
  const { code = 'accepted', reason = '', quote = '', answeredOn = '', ...rest } = values;
  const next = await desk.submits('boss', 'office', form, {
    code,
    reason,
    quote,
    answeredOn,
    correction: rest.correction ?? '',
  });
  if (next.kind !== 'form') return next;
  const { source = 'new:letter', title = '', datedOn = '', link = '' } = rest;
  return desk.submits('boss', 'office', next.form, { source, title, datedOn, link });
}

export const file = (name: string, bytes: Uint8Array): IncomingFile => ({
  name,
  size: bytes.length,
  read: async () => bytes,
});

/** Hands a file over as answers to a draft; what comes of it. */
export async function handOver(
  desk: Desk,
  number: string,
  handed: IncomingFile,
  values: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = opened(await desk.uses('boss', 'office', 'answer.import', { draft: number }));
  return desk.submits(
    'boss',
    'office',
    form,
    { source: 'new:report', title: 'Raporti', datedOn: '2026-11-20', receivedOn: '', ...values },
    { files: { file: [handed] } },
  );
}

/** The preview of a file that was handed over. */
export async function preview(desk: Desk, number: string, handed: IncomingFile): Promise<Message> {
  return told(await handOver(desk, number, handed));
}

/** What is recorded of each contribution, by the number of its article. */
export async function recorded(desk: Desk): Promise<Record<string, string>> {
  const rows = await desk.db.contribution.findMany({
    include: { versions: { orderBy: { version: 'desc' } } },
    orderBy: { ordinal: 'asc' },
  });
  return Object.fromEntries(
    rows.flatMap(({ outcome, versions }) =>
      outcome ? [[versions[0]?.article ?? '', outcome]] : [],
    ),
  );
}
