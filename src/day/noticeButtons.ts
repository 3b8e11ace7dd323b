import type { Button, Message, Part } from '../chat/message.ts';
import { REMINDER_PROOF } from '../contributions/personalReminders.ts';
import type { Renderer, Renderers } from '../delivery/render.ts';
import { translator } from '../i18n/index.ts';
import { muteButton, preferencesButton } from '../preferences/cards.ts';
import type { Database } from '../storage/database.ts';
import { NOTICES } from './notices.ts';

/** One row of buttons on Discord. */
const ROW = 5;

/**
 * Renderers whose notices end with the way to the preferences by which they came (a request of many
 * users of such tools: OpenSourcePolitics/decidim issue 423), and, in a channel, with the way to
 * hear no more of their draft. Cards have neither: it is behind their details.
 */
export function withNoticeButtons(renderers: Renderers): Renderers {
  const entries = Object.entries(renderers).map(([kind, renderer]): [string, Renderer] => [
    kind,
    // The proof of a reminder looks as the reminder will.
    NOTICES[kind] || kind === REMINDER_PROOF ? ending(kind, renderer) : renderer,
  ]);
  return Object.fromEntries(entries);
}

function ending(kind: string, renderer: Renderer): Renderer {
  return async (job) => {
    const rendered = await renderer(job);
    if (!rendered || 'upload' in rendered) return rendered;
    const t = translator(rendered.language);
    const scope = job.target.purpose === 'person' ? 'me' : 'channel';
    const number = scope === 'channel' ? await onlyDraft(job.db, kind, job) : null;
    return withButtons(rendered, [
      ...(number ? [muteButton(t, number, scope, false)] : []),
      preferencesButton(t, scope),
    ]);
  };
}

/** The number of the draft that a notice is about, where it is about one that is still open. */
async function onlyDraft(
  db: Database,
  kind: string,
  job: { subject: string; params: unknown },
): Promise<string | null> {
  const notice = NOTICES[kind];
  if (!notice?.drafts || notice.askedFor) return null;
  const queued = { kind, ...job, channelId: null, personId: null };
  const ids = new Set(notice.drafts.told(queued).map(({ draftId }) => draftId));
  const [id, another] = ids;
  if (!id || another) return null;
  const where = { id, state: 'published' } as const;
  return (await db.draft.findFirst({ where, select: { number: true } }))?.number ?? null;
}

function withButtons(message: Message, buttons: readonly Button[]): Message {
  const last = message.parts.at(-1);
  const joined: Part =
    last?.kind === 'buttons' && last.buttons.length + buttons.length <= ROW
      ? { kind: 'buttons', buttons: [...last.buttons, ...buttons] }
      : { kind: 'buttons', buttons };
  const before =
    joined.buttons.length > buttons.length ? message.parts.slice(0, -1) : message.parts;
  return { ...message, parts: [...before, joined] };
}
