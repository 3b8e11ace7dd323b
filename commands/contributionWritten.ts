import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { IncomingFile } from '../src/chat/form.ts';
import { readSent } from '../src/chat/formFiles.ts';
import { RESUME_ACT, SUBMIT_ACT } from '../src/chat/formMessage.ts';
import { laterThan } from '../src/chat/forms.ts';
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
import { parted, readWritten, writtenOf } from '../src/contributions/written.ts';
import { shorten } from '../src/documents/shorten.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import type { Work } from '../src/storage/work.ts';
import { articleFields, type Basis, isBasedOn, onBasis } from './articleForm.ts';
import { basisOf } from './contributionArticle.ts';
import { basisOfVersion } from './contributionRevise.ts';
import { formText, type TextFields, typedText, withText } from './textParts.ts';
import { WHOLE_FIELDS } from './wholeForm.ts';

/** How many others a text can be moved to. */
const MOST_OTHERS = 3;

const LABEL_LENGTH = 50;

/** The value in which a row remembers what was written into it last. */
const WRITTEN = 'written';

/** In place of what was written: nothing was, and the form is only to be gone on with. */
const NOTHING = '-';

/**
 * A text that a person writes, or files that they send, to the bot itself go into the contribution
 * that they are at: however long, and in as many messages as they like. Its button moves what was
 * written last to another one, or takes it out again.
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
      name: 'written',
      names: { sq: 'teksti', sr: 'tekst', en: 'text' },
      describe: 'contribution.option.written',
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
    const open = await openTexts(storage.db, actor.personId, now, MOST_OTHERS);
    const [first] = open;
    if (!first) return null;
    if (!first.current) return whichOne(context, open);
    const text = await textOf(typed, files);
    if (isRefusal(text)) return text;
    // Read before the transaction, which then finds it read.
    await formText(storage.db, (await fieldsOf(storage.db, first)).fields, first.values);
    return context.transaction(async (work) => {
      const all = await openTexts(work.tx, actor.personId, now, MANY);
      // The form that they were at when they wrote, whatever was opened while a file was read.
      const mine = all.find(({ id }) => id === first.id);
      if (!mine) return refusal('chat.nothingOpen');
      return addTo(context, work, mine, text, othersThan(all, mine));
    });
  },
  run(context, { unfinished, written, to }) {
    return context.transaction(async (work) => {
      const all = await openTexts(work.tx, context.actor.personId, context.now, MANY);
      const from = all.find(({ id }) => id === unfinished);
      if (!from) return refusal('chat.nothingOpen');
      const about = unfinishedLabel(from, context.t);
      if (written === NOTHING) {
        await keep(work, from, from.values);
        return say(context.language, 'contribution.written.goOn', { about });
      }
      const { fields, basis } = await fieldsOf(work.tx, from);
      const last = readWritten(from.values[WRITTEN]);
      if (!last || last.id !== written) return refusal('contribution.written.notLast');
      const parts = parted(last, typedText(fields, from.values));
      if (!parts) return refusal('contribution.written.changed', { about });
      const target = to ? all.find(({ id }) => id === to) : null;
      if (target === undefined) return refusal('chat.nothingOpen');
      const moved = target
        ? await addTo(context, work, target, parts.text, othersThan(all, target))
        : null;
      if (isRefusal(moved)) return moved;
      const before = parts.before ?? basis?.prefilled ?? fields.prefilled;
      const { [WRITTEN]: _, ...values } = withText(fields, before, from.values);
      await keep(work, from, values);
      return moved ?? say(context.language, 'contribution.written.out', { about });
    });
  },
};

/** More forms than anybody has open. */
const MANY = 20;

const othersThan = (all: readonly OpenText[], one: OpenText) =>
  all.filter(({ id }) => id !== one.id).slice(0, MOST_OTHERS);

/** Nobody was at a form just now: a thank-you must not end in a text of last month. */
function whichOne({ language, t }: Context, open: readonly OpenText[]): Answer {
  const text = t('contribution.written.which');
  const buttons = open.map((one) => ({
    act: 'contribution.written',
    args: [one.id, NOTHING],
    label: writtenToLabel(one, t),
  }));
  return privately(message(language, text, [{ kind: 'text', text }, ...buttonPart(buttons)]));
}

function writtenToLabel(one: OpenText, t: Translate): string {
  const about = shorten(unfinishedLabel(one, t), LABEL_LENGTH);
  return t('contribution.button.writtenTo', { about });
}

/** What was written, and below it what stands in the files, in their order. */
async function textOf(typed: string, files: readonly IncomingFile[]): Promise<string | Refusal> {
  const texts = [normaliseText(typed)];
  for (const file of files) {
    const bytes = await readSent(file, TEXT_FILES);
    const text = isRefusal(bytes) ? bytes : await textOfBytes(bytes);
    if (isRefusal(text)) return text;
    texts.push(text);
  }
  return texts.filter((text) => text !== '').join('\n');
}

async function addTo(
  context: Context,
  work: Work,
  row: OpenText,
  text: string,
  others: readonly OpenText[],
): Promise<Answer | Refusal> {
  const { fields, basis } = await fieldsOf(work.tx, row);
  // A file that was handed over in the form is gone on with as its text.
  const read = await formText(work.tx, fields, row.values);
  const held = isRefusal(read) ? typedText(fields, row.values) : read;
  // What a form began with is what the text is to replace; what somebody wrote is gone on with.
  const asBegun = sameWords(held, fields.prefilled) || isBasedOn(row.values, held);
  const begins = held === '' || (row.values[WRITTEN] === undefined && asBegun);
  const whole = begins ? (basis?.headed?.(text) ?? text) : `${held}\n${text}`;
  if (whole.length > TEXT_LENGTH) {
    return refusal('form.tooLong', { max: TEXT_LENGTH, length: whole.length });
  }
  const written = writtenOf(begins ? null : held, whole, text);
  const { file: _, ...changed } = withText(fields, whole, row.values);
  // It is shown beside what stands in the article now.
  const values = basis ? onBasis(changed, basis) : changed;
  await keep(work, row, { ...values, [WRITTEN]: JSON.stringify(written) });
  return shown(context, row, { basis, text: whole, written: written.id, others });
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

interface Shown {
  basis: Basis | null;
  text: string;
  written: string;
  others: readonly OpenText[];
}

function shown(
  { language, t }: Context,
  row: OpenText,
  { basis, text, written, others }: Shown,
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
    {
      act: 'contribution.written',
      args: [row.id, written],
      label: t('contribution.button.takeOut'),
    },
    ...others.map((other) => ({
      act: 'contribution.written',
      args: [row.id, written, other.id],
      label: writtenToLabel(other, t),
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
