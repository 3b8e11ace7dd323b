import { addDays, localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { tellNote } from '../delivery/queue.ts';
import type { Renderer } from '../delivery/render.ts';
import { shorten } from '../documents/shorten.ts';
import { translator } from '../i18n/index.ts';
import { secretariatChannels } from '../membership/channels.ts';
import type { Database, Tx } from '../storage/database.ts';
import { keepTold, toldKeys } from '../storage/reminders.ts';
import type { Work, World } from '../storage/work.ts';
import { handleOf } from './find.ts';
import { type MissingPlanned, missingPlanned } from './missing.ts';
import { missingWords } from './offerCards.ts';

/** The kind of the note that tells of drafts that were due and did not come. */
export const PROGRAMME_DUE = 'programme.due';

/** What was due longer ago is looked up, and not told: an old programme was brought in. */
const TOLD_DAYS = 365;

/** As many stand in a note; the rest is counted. */
const MOST_LINES = 10;
const TITLE_LENGTH = 110;

const keyOf = ({ row }: MissingPlanned) => `${PROGRAMME_DUE}:${row.id}:${row.deadlineOn}`;

/** The planned drafts of which nobody was told yet that they are due and did not come. */
export async function dueProgramme(db: Database | Tx, world: World): Promise<MissingPlanned[]> {
  const since = addDays(localDay(world.now, world.zone), -TOLD_DAYS);
  const missing = (await missingPlanned(db, world)).filter(
    ({ row }) => (row.deadlineOn ?? '') >= since,
  );
  const told = await toldKeys(db, missing.map(keyOf));
  return missing.filter((one) => !told.has(keyOf(one)));
}

/**
 * Tells the secretariat what became due and did not come: each planned draft once a deadline, and
 * all of a morning in one note. With no channel nothing counts as told. Returns how many notes.
 */
export async function tellProgrammeDue(work: Work): Promise<number> {
  const due = await dueProgramme(work.tx, work);
  if (due.length === 0) return 0;
  const channels = await secretariatChannels(work.tx);
  if (channels.length === 0) return 0;
  await keepTold(work, due.map(keyOf));
  const [first] = due;
  const today = localDay(work.now, work.zone);
  const ids = due.slice(0, MOST_LINES).map(({ row }) => row.id);
  let queued = 0;
  for (const channel of channels) {
    const told = await tellNote(work, {
      kind: PROGRAMME_DUE,
      subject: first?.row.programmeId ?? '',
      params: { ids, more: due.length - ids.length },
      key: `${PROGRAMME_DUE}:${today}:${ids[0]}`,
      channel,
    });
    if (told) queued += 1;
  }
  return queued;
}

/** What of it did still not come; nothing when all did. */
export const renderProgrammeDue: Renderer = async ({ params, target, db, world }) => {
  const ids = Array.isArray(params.ids) ? params.ids.filter((id) => typeof id === 'string') : [];
  const missing = await missingPlanned(db, world, { id: { in: ids.slice(0, MOST_LINES) } });
  if (missing.length === 0) return null;
  const { language } = target;
  const t = translator(language);
  const more = Number(params.more) || 0;
  const head = t('programme.missing.due', { count: missing.length + more });
  return message(language, head, [
    { kind: 'heading', text: head },
    {
      kind: 'list',
      items: missing.map(({ row, workingDays }) => [
        { bold: handleOf(row) },
        ` ${shorten(row.title, TITLE_LENGTH)} · ${missingWords(t, workingDays)}`,
      ]),
    },
    ...(more > 0 ? [{ kind: 'context', text: t('day.more', { count: more }) } as const] : []),
    ...buttonPart([{ act: 'programme.missing', args: [], label: t('programme.button.missing') }]),
  ]);
};
