import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import { FileLost, FileTooLarge, type IncomingFile } from '../src/chat/form.ts';
import { RESUME_ACT, SUBMIT_ACT } from '../src/chat/formMessage.ts';
import { laterThan, MAX_FILE_BYTES } from '../src/chat/forms.ts';
import { normaliseText } from '../src/chat/inputs.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import { articleOfSubject } from '../src/contributions/articles.ts';
import { difference, differenceText } from '../src/contributions/difference.ts';
import { TEXT_FILES, textOfBytes } from '../src/contributions/fileText.ts';
import { currentVersion, loadContribution } from '../src/contributions/find.ts';
import { sameWords, TEXT_LENGTH } from '../src/contributions/longText.ts';
import { type OpenText, openTexts, unfinishedLabel } from '../src/contributions/unfinished.ts';
import { shorten } from '../src/documents/shorten.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import { articleFields, type Basis } from './articleForm.ts';
import { basisOf } from './contributionArticle.ts';
import { basisOfVersion } from './contributionRevise.ts';
import { type TextFields, textValues, typedText } from './textParts.ts';
import { WHOLE_FIELDS } from './wholeForm.ts';

/** How many others a text can be moved to. */
const MOST_OTHERS = 3;

const LABEL_LENGTH = 50;

/** What was written last, and what the fields held before it: for moving it and taking it out. */
const WRITTEN = 'written';
const BEFORE = 'beforeWritten';

/**
 * A text that a person writes, or a file that they send, to the bot itself goes into the
 * contribution that they were at last: however long it is, and in as many messages as they like.
 * Its button moves it to another one, or takes it out again.
 */
export const contributionWritten: Act = {
  id: 'contribution.written',
  names: null,
  describe: 'contribution.describe.written',
  who: 'anyone',
  answers: 'private',
  options: [
    {
      name: 'unfinished',
      names: { sq: 'i-papërfunduari', sr: 'nedovršeni', en: 'unfinished' },
      describe: 'contribution.option.unfinished',
      required: true,
    },
    {
      name: 'to',
      names: { sq: 'te', sr: 'u', en: 'to' },
      describe: 'contribution.option.writtenTo',
      required: false,
    },
  ],
  async written(context, typed, files) {
    const { storage, actor, now } = context;
    const [first] = await openTexts(storage.db, actor.personId, now, 1);
    if (!first) return null;
    const text = files[0] ? await textOfSent(files[0]) : normaliseText(typed);
    if (isRefusal(text)) return text;
    return context.transaction(async (work) => {
      const open = await openTexts(work.tx, actor.personId, now, MOST_OTHERS + 1);
      const [latest, ...others] = open;
      return latest ? addTo(context, work, latest, text, others) : refusal('form.gone');
    });
  },
  run(context, values) {
    return context.transaction(async (work) => {
      const open = await openTexts(work.tx, context.actor.personId, context.now, 20);
      const from = open.find(({ id }) => id === values.unfinished);
      const text = from?.values[WRITTEN];
      if (!from || text === undefined) return refusal('form.gone');
      const target = values.to ? open.find(({ id }) => id === values.to) : null;
      if (target === undefined) return refusal('form.gone');
      const before = JSON.parse(from.values[BEFORE] ?? '{}') as Values;
      const { [WRITTEN]: _, [BEFORE]: __, ...rest } = from.values;
      await keep(work, from, { ...rest, ...before });
      const others = open.filter(({ id }) => id !== target?.id).slice(0, MOST_OTHERS);
      if (target) return addTo(context, work, target, text, others);
      return say(context.language, 'contribution.written.out', {
        about: unfinishedLabel(from, context.t),
      });
    });
  },
};

async function textOfSent(file: IncomingFile): Promise<string | Refusal> {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (!TEXT_FILES.includes(extension)) {
    return refusal('form.badFile', { kinds: TEXT_FILES.join(', ') });
  }
  try {
    return await textOfBytes(await file.read(MAX_FILE_BYTES));
  } catch (error) {
    if (error instanceof FileLost) return refusal('form.fileLost');
    if (!(error instanceof FileTooLarge)) throw error;
    return refusal('form.fileTooLarge', { mib: MAX_FILE_BYTES / 1024 / 1024 });
  }
}

async function addTo(
  context: Context,
  work: Work,
  row: OpenText,
  text: string,
  others: readonly OpenText[],
): Promise<Answer | Refusal> {
  const { fields, basis } = await fieldsOf(work.tx, row);
  const held = typedText(fields, row.values);
  // What a form began with is what the text is to replace; what somebody wrote is gone on with.
  const begins =
    held === '' || (row.values[WRITTEN] === undefined && sameWords(held, fields.prefilled));
  const whole = begins ? (basis?.headed?.(text) ?? text) : `${held}\n${text}`;
  if (whole.length > TEXT_LENGTH) {
    return refusal('form.tooLong', { max: TEXT_LENGTH, length: whole.length });
  }
  const values = textValues(fields, whole, row.values);
  const before = Object.fromEntries(
    Object.keys(values).map((name) => [name, row.values[name] ?? '']),
  );
  await keep(work, row, {
    ...row.values,
    ...values,
    [WRITTEN]: text,
    [BEFORE]: JSON.stringify(before),
  });
  return shown(context, row, basis, whole, others);
}

async function keep(work: Work, { id, createdAt }: OpenText, values: Values): Promise<void> {
  const updatedAt = laterThan(createdAt, work.now);
  await work.tx.unfinished.update({ where: { id }, data: { values: { ...values }, updatedAt } });
}

/** Which fields hold the text of a form, and what it is compared with. */
async function fieldsOf(
  db: Database | Tx,
  { act, subject }: OpenText,
): Promise<{ fields: TextFields; basis: Basis | null }> {
  let basis: Basis | null = null;
  if (act === 'contribution.article') {
    const { article, adds } = await articleOfSubject(db, subject);
    basis = basisOf(article, adds);
  } else if (act === 'contribution.revise') {
    const row = await loadContribution(db, subject);
    if (!row) throw new Error(`no contribution ${subject}`);
    const version = currentVersion(row);
    basis = basisOfVersion(version);
    if (!basis) {
      return { fields: { ...WHOLE_FIELDS, prefilled: version.proposedText ?? '' }, basis };
    }
  }
  return { fields: basis ? articleFields(basis) : WHOLE_FIELDS, basis };
}

function shown(
  { language, t }: Context,
  row: OpenText,
  basis: Basis | null,
  text: string,
  others: readonly OpenText[],
): Answer {
  const about = unfinishedLabel(row, t);
  const summary = t('contribution.written.added', { about, count: text.length });
  const current = basis?.current ?? null;
  const body: Part =
    current === null
      ? { kind: 'quote', text }
      : { kind: 'text', text: differenceText(difference(current, text)) };
  const buttons: Button[] = [
    {
      act: SUBMIT_ACT,
      args: [row.id],
      label: t('contribution.button.submitWritten'),
      style: 'primary',
    },
    { act: RESUME_ACT, args: [row.id, '0'], label: t('contribution.button.openForm') },
    { act: 'contribution.written', args: [row.id], label: t('contribution.button.takeOut') },
    ...others.map((other) => ({
      act: 'contribution.written',
      args: [row.id, other.id],
      label: t('contribution.button.writtenTo', {
        about: shorten(unfinishedLabel(other, t), LABEL_LENGTH),
      }),
    })),
  ];
  return privately(
    message(language, summary, [
      { kind: 'text', text: summary },
      body,
      { kind: 'context', text: t('contribution.written.how') },
      ...buttonPart(buttons),
    ]),
  );
}
