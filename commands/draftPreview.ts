import { localDay } from '../src/calendar/index.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { RESUME_ACT } from '../src/chat/formMessage.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { readAct, tellReading } from '../src/drafts/actReading.ts';
import { draftCard } from '../src/drafts/cards.ts';
import { readDraft } from '../src/drafts/fields.ts';
import { cardReceivers } from '../src/drafts/receivers.ts';
import { viewOfData } from '../src/drafts/view.ts';
import { isLanguage, LANGUAGES, type Language } from '../src/i18n/index.ts';
import { CODE } from '../src/institutions/rules.ts';
import { institutionTable } from '../src/institutions/table.ts';
import type { Database, Tx } from '../src/storage/database.ts';

/** The option of the buttons under a preview: the unfinished row. */
export const unfinishedOption = {
  name: 'unfinished',
  names: { sq: 'i-papërfunduar', sr: 'nezavršeno', en: 'unfinished' },
  describe: 'draft.describe.preview',
  required: true,
} as const;

export const draftPreview: Act = {
  id: 'draft.preview',
  names: null,
  describe: 'draft.describe.preview',
  who: 'staff',
  answers: 'private',
  options: [
    unfinishedOption,
    {
      name: 'language',
      names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
      describe: 'membership.option.language',
      required: false,
    },
  ],
  async run(context, values) {
    const row = await openDraftForm(context, values.unfinished ?? '');
    if (isRefusal(row)) return row;
    const language = isLanguage(values.language) ? values.language : context.language;
    return previewAnswer(context, { tx: context.storage.db }, row.id, row.values, language);
  },
};

/** The unfinished draft of this person; another's is answered as none. */
export async function openDraftForm(
  context: Context,
  id: string,
): Promise<{ id: string; values: Values } | Refusal> {
  const row = await context.storage.db.unfinished.findUnique({ where: { id } });
  const own = row?.personId === context.actor.personId && row.act === 'draft.new';
  if (!row || !own || row.state === 'discarded') return refusal('form.gone');
  if (row.state === 'submitted') {
    return refusal('draft.publishedAlready', { number: row.result ?? '' });
  }
  return { id: row.id, values: row.values as Values };
}

/** The card as members will see it in one language, how many get it, and what can be done now. */
export async function previewAnswer(
  context: Context,
  { tx }: { tx: Database | Tx },
  unfinished: string,
  values: Values,
  language: Language = context.language,
): Promise<Answer | Refusal> {
  const data = readDraft(values, context.world);
  if (isRefusal(data)) return data;
  const file = data.fileId
    ? await tx.storedFile.findUnique({ where: { id: data.fileId }, select: { name: true } })
    : null;
  const card = draftCard(
    language,
    viewOfData(data, file?.name ?? null),
    { kind: 'preview' },
    context.world,
  );
  const { zone } = context.world;
  const institutionId = await institutionNow(tx, data.institution);
  const about = { kind: data.type, institutionId };
  const { channels, declined } = await cardReceivers(tx, about, localDay(context.now, zone));
  const t = context.t;
  const reading = tellReading(t, await readAct(tx, values));
  const head = t('draft.preview.head');
  const others: Button[] = LANGUAGES.filter((other) => other !== language).map((other) => ({
    act: 'draft.preview',
    args: [unfinished, other],
    label: t(`language.${other}`),
  }));
  return privately(
    message(context.language, head, [
      { kind: 'text', text: [{ bold: head }] },
      { kind: 'divider' },
      ...card.parts,
      { kind: 'divider' },
      {
        kind: 'text',
        text:
          channels.length === 0
            ? t('draft.preview.noChannels')
            : t('draft.preview.channels', { count: channels.length }),
      },
      ...(declined.length > 0
        ? [{ kind: 'text', text: t('draft.preview.declined', { count: declined.length }) } as const]
        : []),
      { kind: 'text', text: reading },
      ...buttonPart([
        {
          act: 'draft.publish',
          args: [unfinished],
          label: t('draft.button.publish'),
          style: 'primary',
        },
        { act: RESUME_ACT, args: [unfinished, '0'], label: t('draft.button.change') },
        { act: 'draft.discard', args: [unfinished], label: t('draft.button.discard') },
      ]),
      ...buttonPart(others),
    ]),
  );
}

/** The institution that publishing takes what was typed for; null while it would be a new one. */
async function institutionNow(
  db: Database | Tx,
  { code, name }: { code: string; name: string | null },
): Promise<string | null> {
  const { find } = await institutionTable(db);
  const named = name === null ? null : find(name);
  // What a plan named in full takes the abbreviation that a draft gives it.
  return (find(code) ?? (named && !CODE.test(named.code) ? named : null))?.id ?? null;
}
