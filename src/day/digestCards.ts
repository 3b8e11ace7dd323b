import { localDay } from '../calendar/index.ts';
import { buttonPart, message } from '../chat/answers.ts';
import { DUE_REMINDER, dueRows } from '../contributions/dueReminders.ts';
import { personalRows } from '../contributions/personalReminderCards.ts';
import { PERSONAL_REMINDER } from '../contributions/personalReminders.ts';
import { contributeButton, todayButton } from '../contributions/reminderCards.ts';
import type { Renderer, Renderers, RenderJob } from '../delivery/render.ts';
import type { DraftRow } from '../drafts/find.ts';
import { formatDay } from '../i18n/dates.ts';
import { keptPreferences } from '../preferences/preferences.ts';
import { inParts } from '../storage/parts.ts';
import { dueText, type Line, type Section, section, sectionParts, sightOf } from './cards.ts';
import { NOTICES } from './notices.ts';
import { overviewSections } from './overview.ts';
import { factsIn, wantedOf } from './wanted.ts';

/** Those of a digest's notices that remind, and how the drafts that still matter are found. */
const REMINDED: Readonly<Record<string, (job: RenderJob) => Promise<DraftRow[]>>> = {
  [DUE_REMINDER]: dueRows,
  [PERSONAL_REMINDER]: personalRows,
};

type Params = Record<string, unknown>;

/**
 * The digest: what was kept back, each thing once and as it is now, and where it is wanted the
 * week's overview; nothing when there is nothing. `renderers` are asked what each notice would have
 * said by itself.
 */
export function createDigestRenderer(renderers: () => Renderers): Renderer {
  return async (job) => {
    const { params, target, db, world } = job;
    const sight = sightOf(target.language, world);
    const { t, language } = sight;
    const all = await keptPreferences(db, job.shared);
    const waited = await whatWaited(job, renderers());
    const sections: Section[] = [
      section('digest.section.due', waited.reminded, (draft) => ({
        text: dueText(sight, draft),
        button: contributeButton(t, draft.number),
      })),
      section('digest.section.changed', waited.changed, (line) => line),
    ];
    if (params.overview === true) {
      const named = new Set(waited.reminded.map(({ id }) => id));
      sections.push(...(await overviewSections(sight, db, target, all, named)));
    }
    const parts = sectionParts(t, sections);
    if (parts.length === 0) return null;
    const head = t(params.overview === true ? 'day.digest.head' : 'digest.head', {
      day: formatDay(language, localDay(world.now, world.zone)),
    });
    return message(language, head, [
      { kind: 'heading', text: head },
      ...parts,
      ...buttonPart([todayButton(t)]),
    ]);
  };
}

/** What the notices of a digest would say now: the drafts that they remind of, and all the rest. */
async function whatWaited(
  job: RenderJob,
  renderers: Renderers,
): Promise<{ reminded: DraftRow[]; changed: Line[] }> {
  const { db, params } = job;
  const ids = Array.isArray(params.notices) ? params.notices.map(String) : [];
  const parts = await Promise.all(
    inParts(ids).map((part) => db.delivery.findMany({ where: { id: { in: part } } })),
  );
  const rows = parts.flat().sort((a, b) => a.seq - b.seq);
  const all = await keptPreferences(db, job.shared);
  const facts = factsIn(db);
  const today = localDay(job.world.now, job.world.zone);
  const reminded = new Map<string, DraftRow>();
  const others = new Map<string, { kind: string; subject: string; params: Params }>();
  for (const row of rows) {
    const { params: wanted } = await wantedOf(row, all, facts, today);
    if (wanted === null) continue;
    const { kind, subject } = row;
    const remindedOf = REMINDED[kind];
    if (remindedOf) {
      const drafts = await remindedOf({ ...job, subject, params: wanted });
      for (const draft of drafts) reminded.set(draft.id, draft);
      continue;
    }
    const together = NOTICES[kind]?.drafts?.together;
    const name = together ? `${kind} ${subject}` : row.id;
    const earlier = others.get(name)?.params;
    // Taken out first: what was changed last stands last.
    others.delete(name);
    const said = together && earlier ? together(earlier, wanted) : wanted;
    others.set(name, { kind, subject, params: said });
  }
  const changed: Line[] = [];
  for (const { kind, subject, params: told } of others.values()) {
    const params = await asItIs(db, kind, subject, told);
    if (params === null) continue;
    const said = await renderers[kind]?.({ ...job, subject, params });
    const draftId = typeof params.draftId === 'string' ? params.draftId : subject;
    if (said && !('upload' in said)) changed.push(await changedLine(job, draftId, said.summary));
  }
  // The newest change first: what people look for (decidim issue 14899).
  return { reminded: [...reminded.values()].sort(byDue), changed: changed.reverse() };
}

/** What is true now of a notice about one draft; null when nothing is left to tell. */
async function asItIs(
  db: RenderJob['db'],
  kind: string,
  draftId: string,
  told: Params,
): Promise<Params | null> {
  const now = NOTICES[kind]?.drafts?.now;
  const draft = now && (await db.draft.findUnique({ where: { id: draftId } }));
  return draft ? now(told, draft) : told;
}

const byDue = (a: DraftRow, b: DraftRow) => a.dueAt.getTime() - b.dueAt.getTime();

async function changedLine({ db }: RenderJob, draftId: string, text: string): Promise<Line> {
  const draft = await db.draft.findUnique({ where: { id: draftId }, select: { number: true } });
  if (!draft) return { text };
  const { number } = draft;
  return { text, button: { act: 'draft.show', args: [number], label: number } };
}
