import type { Act, ActOption } from '../src/chat/act.ts';
import { privately, sentence } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import type { Answer } from '../src/chat/invocation.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { HEADING_LENGTH } from '../src/documents/act/lines.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { textOfAct } from '../src/drafts/actReading.ts';
import { PASTED_LENGTH } from '../src/drafts/fields.ts';
import {
  type ArticleRow,
  editArticle,
  mergeArticle,
  partBefore,
  splitArticle,
} from '../src/drafts/keepArticles.ts';
import { notOpen } from '../src/drafts/publishDraft.ts';
import { articleOption, articleWithDraft, nameOf, savedAgain } from './articles.ts';
import { carryBegun } from './carryBegun.ts';

const idOption: ActOption = { ...articleOption, required: true };

/** The id of a part that may be mended now. */
async function subjectOf(context: Context, values: Readonly<Record<string, string>>) {
  const found = await articleWithDraft(context.storage.db, values.article ?? '');
  if (isRefusal(found)) return found;
  return notOpen(found.draft) ?? found.row.id;
}

async function shown(context: Context, id: string): Promise<ArticleRow> {
  return context.storage.db.article.findUniqueOrThrow({ where: { id } });
}

/** What the form is about; it may have gone while the form was open. */
async function introOf(context: Context, id: string): Promise<string> {
  const row = await context.storage.db.article.findUnique({ where: { id } });
  return row ? nameOf(context.t, row) : context.t('article.gone');
}

/** An answer that leads on to the part it is about. */
function done(context: Context, text: string, number: string, id: string): Answer {
  const label = context.t('article.button.list');
  return privately(
    sentence(context.language, text, [
      { act: 'articles', args: [number, id], label: context.t('draft.button.details') },
      { act: 'articles', args: [number], label },
    ]),
  );
}

export const articleEdit: Act = {
  id: 'article.edit',
  names: null,
  describe: 'article.describe.edit',
  who: 'staff',
  answers: 'form',
  options: [idOption],
  form: {
    title: 'article.form.edit',
    submitLabel: 'draft.form.save',
    subject: subjectOf,
    async begin(context, subject) {
      const { label, heading, text } = await shown(context, subject);
      const kept = text.trim();
      return { label, heading: heading ?? '', text: kept.length <= PASTED_LENGTH ? kept : '' };
    },
    intro: introOf,
    async steps(context, subject) {
      const row = await context.storage.db.article.findUnique({ where: { id: subject } });
      return [editInputs(context, row?.kind === 'article', row?.text.trim().length ?? 0)];
    },
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const row = await work.tx.article.findUnique({
        where: { id: filled.subject },
        include: { draft: true },
      });
      if (!row) return refusal('article.gone');
      const { label = '', heading = '', text = '', file = '' } = filled.values;
      const fromFile = file ? await textOfAct(work.tx, { file }) : null;
      if (fromFile !== null && typeof fromFile !== 'string') return { ...fromFile, field: 'file' };
      const isLong = row.text.trim().length > PASTED_LENGTH;
      if (fromFile === null && text === '' && !isLong) return refusal('article.noText', {}, 'text');
      await editArticle(work, row, {
        label,
        heading: heading || null,
        text: fromFile ?? (text || null),
      });
      const { number } = row.draft;
      const name = label || nameOf(context.t, row);
      await filled.finish(`${number}|${name}`);
      return done(context, context.t('article.saved', { number, label: name }), number, row.id);
    },
    again: savedAgain,
  },
};

function editInputs({ t }: Context, isArticle: boolean, length: number): Input[] {
  const named: Input[] = [
    {
      kind: 'shortText',
      name: 'label',
      label: t('article.field.label'),
      required: true,
      maxLength: 60,
    },
    {
      kind: 'shortText',
      name: 'heading',
      label: t('article.field.heading'),
      required: false,
      maxLength: HEADING_LENGTH,
    },
  ];
  const fits = length <= PASTED_LENGTH;
  const text: Input = {
    kind: 'longText',
    name: 'text',
    label: t('article.field.text'),
    required: false,
    maxLength: PASTED_LENGTH,
  };
  const file: Input = {
    kind: 'file',
    name: 'file',
    label: t('article.field.file'),
    hint: t(fits ? 'article.hint.file' : 'article.hint.tooLong'),
    required: false,
    extensions: ['docx', 'pdf', 'txt'],
  };
  return [...(isArticle ? named : []), ...(fits ? [text] : []), file];
}

export const articleSplit: Act = {
  id: 'article.split',
  names: null,
  describe: 'article.describe.split',
  who: 'staff',
  answers: 'form',
  options: [idOption],
  form: {
    title: 'article.form.split',
    submitLabel: 'article.button.split',
    subject: subjectOf,
    intro: introOf,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'line',
          label: t('article.field.line'),
          hint: t('article.hint.line'),
          required: true,
          maxLength: 200,
        },
      ],
    ],
    async submit(context, work, filled) {
      const row = await work.tx.article.findUnique({
        where: { id: filled.subject },
        include: { draft: true },
      });
      if (!row) return refusal('article.gone');
      const made = await splitArticle(work, row, filled.values.line ?? '');
      if (isRefusal(made)) return made;
      const { number } = row.draft;
      const label = nameOf(context.t, row);
      await filled.finish(`${number}|${label}`);
      const text = context.t('article.splitDone', { number, label, next: made.label });
      return done(context, text, number, made.id);
    },
    again: savedAgain,
  },
};

export const articleMerge: Act = {
  id: 'article.merge',
  names: null,
  describe: 'article.describe.merge',
  who: 'staff',
  answers: 'private',
  options: [
    idOption,
    {
      name: 'sure',
      names: { sq: 'sigurt', sr: 'sigurno', en: 'sure' },
      describe: 'article.describe.merge',
      required: false,
    },
  ],
  async run(context, values) {
    const { t, language, storage } = context;
    const found = await articleWithDraft(storage.db, values.article ?? '');
    if (isRefusal(found)) return found;
    const no = notOpen(found.draft);
    if (no) return no;
    const { row, draft } = found;
    if (values.sure !== 'yes') {
      const before = await partBefore(storage.db, row);
      if (!before) return refusal('article.nothingBefore');
      const names = { label: nameOf(t, row), before: nameOf(t, before) };
      return privately(
        sentence(language, t('article.mergeAsk', names), [
          { act: 'article.merge', args: [row.id, 'yes'], label: t('article.button.merges') },
          { act: 'articles', args: [draft.number, row.id], label: t('chat.cancel') },
        ]),
      );
    }
    const merged = await context.transaction(async (work) => {
      // Read where nobody else writes: of two presses at once, one merges.
      const now = await work.tx.article.findUnique({ where: { id: row.id } });
      if (!now) return refusal('article.gone');
      const before = await partBefore(work.tx, now);
      const done = await mergeArticle(work, now);
      if (before && !isRefusal(done)) await carryBegun(work, [before, now], done);
      return done;
    });
    if (isRefusal(merged)) return merged;
    const { number } = draft;
    const text = t('article.merged', { number, label: nameOf(t, merged) });
    return done(context, text, number, merged.id);
  },
};
