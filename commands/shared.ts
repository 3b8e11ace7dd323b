import type { ActOption, Values } from '../src/chat/act.ts';
import type { Actor } from '../src/chat/actor.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { articleName, articleTitle, offerArticles } from '../src/contributions/articles.ts';
import type { Receiver } from '../src/delivery/queue.ts';
import { draftTitle } from '../src/drafts/cards.ts';
import { type DraftRow, findDraft, loadDraft, searchDrafts } from '../src/drafts/find.ts';
import { notOpen } from '../src/drafts/publishDraft.ts';
import { viewOfRow } from '../src/drafts/view.ts';
import { fold } from '../src/i18n/fold.ts';
import { LANGUAGES, type Language, translate } from '../src/i18n/index.ts';
import { searchOrganisations } from '../src/membership/organisations.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** The option that names a draft, in every act that is about one. */
export const draftOption: ActOption = {
  name: 'draft',
  names: { sq: 'projektakti', sr: 'nacrt', en: 'draft' },
  describe: 'draft.option.draft',
  required: true,
  completes: true,
};

/** Drafts whose number or title holds what was typed. */
export async function completeDraft(
  context: Context,
  typed: string,
  openOnly: boolean,
): Promise<Choice[]> {
  const rows = await searchDrafts(context.storage.db, { text: typed, openOnly, most: 25 });
  return rows.map((row) => ({
    value: row.number,
    label: `${row.number} ${draftTitle(viewOfRow(row, null), context.language)}`.slice(0, 100),
  }));
}

/** The articles of the draft that stands in its own option already; none while there is none. */
export async function completeArticle(
  context: Context,
  typed: string,
  { draft = '' }: Values,
): Promise<Choice[]> {
  const row = draft.trim() === '' ? null : await findDraft(context.storage.db, draft);
  if (!row || isRefusal(row)) return [];
  const found = await offerArticles(context.storage.db, row.id, typed, 25);
  return found.map((article) => ({
    value: articleName(article, context.t),
    label: articleTitle(article, context.t).slice(0, 100),
  }));
}

/**
 * Where a file that somebody asked for comes to: for staff the linked channel in which they asked,
 * so that they can show it there; for everybody else a direct message, for a channel is not theirs
 * to fill.
 */
export function fileReceiver(actor: Actor): Receiver {
  const channel = actor.staffRole === null ? null : actor.channel;
  return channel ? { channel: { id: channel.id, platform: actor.at.platform } } : personally(actor);
}

/** A direct message to whoever asked. */
export function personally({ at, personId }: Actor): Receiver {
  return { person: { id: personId, platform: at.platform } };
}

/** What the second button says, so that one slip of a thumb takes nothing back. */
export const CONFIRMED = 'yes';

/** Filled by that button only. */
export const confirmOption: ActOption = {
  name: 'confirm',
  names: { sq: 'konfirmimi', sr: 'potvrda', en: 'confirm' },
  describe: 'contribution.option.confirm',
  required: false,
};

/** The option that names an organisation. */
export const organisationOption: ActOption = {
  name: 'organisation',
  names: { sq: 'organizata', sr: 'organizacija', en: 'organisation' },
  describe: 'membership.option.organisation',
  required: true,
  completes: true,
};

export async function completeOrganisation(context: Context, typed: string): Promise<Choice[]> {
  const rows = await searchOrganisations(context.storage.db, typed, 25);
  return rows.map((row) => ({
    value: row.name,
    label: (row.fullName ? `${row.name} – ${row.fullName}` : row.name).slice(0, 100),
  }));
}

/** The subject of a form about a draft: its id, found by what was typed or pressed. */
export async function draftSubject(context: Context, values: Values): Promise<string | Refusal> {
  const text = (values.draft ?? '').slice(0, 200);
  const draft = await context.storage.cached('drafts', `found:${text}`, () =>
    findDraft(context.storage.db, text),
  );
  if (isRefusal(draft)) return draft;
  return notOpen(draft) ?? draft.id;
}

/** A draft to be shown above a form about it. */
export function shownDraft(context: Context, id: string): Promise<DraftRow> {
  return context.storage.cached('drafts', `id:${id}`, () => publishedDraft(context.storage.db, id));
}

/** A draft that a form is about: it was there when the form opened. */
export async function publishedDraft(db: Database | Tx, id: string): Promise<DraftRow> {
  const draft = await loadDraft(db, id);
  if (!draft) throw new Error(`no draft ${id}`);
  return draft;
}

/** The option that names a contribution; only buttons carry it. */
export const referenceOption: ActOption = {
  name: 'reference',
  names: { sq: 'numri', sr: 'broj', en: 'number' },
  describe: 'contribution.option.reference',
  required: true,
};

/** A language by its code or its name in any of the languages. */
export function readLanguage(text: string): Language | undefined {
  const word = fold(text);
  return LANGUAGES.find(
    (language) =>
      language === word ||
      LANGUAGES.some((in_) => fold(translate(in_, `language.${language}`)) === word),
  );
}

/** The option that names somebody of the platform. */
export const personOption: ActOption = {
  name: 'person',
  names: { sq: 'personi', sr: 'osoba', en: 'person' },
  describe: 'membership.option.person',
  required: true,
  user: true,
};

/** The platform's id of who was named; Slack writes a mention as `<@U123|name>`, others the id itself. */
export function mentionedUser(text: string): string {
  return /^(?:<@!?)?([^|>]+)/.exec(text.trim())?.[1] ?? '';
}
