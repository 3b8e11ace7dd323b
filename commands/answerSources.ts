import { draftOf } from '../src/answers/find.ts';
import {
  allSourcesOf,
  findStandingSource,
  SOURCE_BACK_LENGTH,
  sourceText,
  takeSourceBack,
} from '../src/answers/sources.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say, sentence } from '../src/chat/answers.ts';
import type { Text } from '../src/chat/message.ts';
import { isRefusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import { findDraft } from '../src/drafts/find.ts';
import { completeDraft, draftOption } from './shared.ts';

/** The last ones; a ministry answers once or twice. */
const SHOWN = 15;
const REASON_SHOWN = 120;

/** Where an institution answered, each with the button that takes it back. */
export const answerSources: Act = {
  id: 'answer.sources',
  names: { sq: 'përgjigja burimet', sr: 'odgovor izvori', en: 'answer sources' },
  describe: 'answers.describe.sources',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  async run({ storage: { db }, language, t }, { draft: typed = '' }) {
    const draft = await findDraft(db, typed);
    if (isRefusal(draft)) return draft;
    const { number } = draft;
    const rows = await allSourcesOf(db, draft.id, SHOWN);
    const received = { act: 'answer.received', args: [number], label: t('answers.form.received') };
    if (rows.length === 0) {
      return privately(sentence(language, t('answers.sources.none', { number }), [received]));
    }
    const head = t('answers.sources.head', { number });
    const items = rows.map((row, index): Text => {
      const text = `${index + 1}. ${sourceText(language, row)}`;
      const count = t('answers.sources.outcomes', { count: row._count.outcomes });
      const back = row.revokedAt
        ? t('answers.sources.back', { reason: shorten(row.revokedReason ?? '', REASON_SHOWN) })
        : '';
      return [row.url ? { link: text, url: row.url } : text, ` · ${count}`, back && ` · ${back}`];
    });
    const buttons = rows.flatMap(({ id, revokedAt }, index) =>
      revokedAt
        ? []
        : [
            {
              act: 'answer.sourceBack',
              args: [id],
              label: t('stage.button.back', { number: index + 1 }),
            },
          ],
    );
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        { kind: 'list', items },
        ...buttonPart([...buttons, received]),
      ]),
    );
  },
};

export const answerSourceBack: Act = {
  id: 'answer.sourceBack',
  names: null,
  describe: 'answers.describe.sourceBack',
  who: 'staff',
  answers: 'form',
  options: [
    {
      name: 'source',
      names: { sq: 'burimi', sr: 'izvor', en: 'source' },
      describe: 'answers.option.source',
      required: true,
    },
  ],
  form: {
    title: 'answers.form.sourceBack',
    submitLabel: 'draft.form.save',
    async subject({ storage }, { source = '' }) {
      const row = await findStandingSource(storage.db, source);
      return isRefusal(row) ? row : row.id;
    },
    async intro({ storage, t, language }, subject) {
      const row = await storage.db.answerSource.findUniqueOrThrow({ where: { id: subject } });
      return t('answers.form.sourceBackIntro', { source: sourceText(language, row) });
    },
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'reason',
          label: t('answers.field.sourceBack'),
          required: true,
          maxLength: SOURCE_BACK_LENGTH,
        },
      ],
    ],
    async submit({ language, t }, work, { subject, values, finish }) {
      const back = await takeSourceBack(work, subject, values.reason ?? '');
      if (isRefusal(back)) return back;
      await finish(subject);
      const { number } = await draftOf(work.tx, back.row.draftId);
      const kept = t('answers.sourceBack', { source: sourceText(language, back.row) });
      const left =
        back.outcomes > 0 ? ` ${t('answers.sourceBackLeft', { count: back.outcomes })}` : '';
      return privately(
        sentence(language, `${kept}${left}`, [
          { act: 'answer.list', args: [number], label: t('announce.button.all') },
        ]),
      );
    },
    again: async ({ language }) => say(language, 'answers.sourceIsBack'),
  },
};
