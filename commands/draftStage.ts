import { contributorChannels } from '../src/authority/contributors.ts';
import { noticeTexts, stageFull, stageLine } from '../src/authority/stageCards.ts';
import {
  BACK_LENGTH,
  hearingNotice,
  NOTE_LENGTH,
  REFERENCE_LENGTH,
  recordStage,
  SOURCE_LENGTH,
  STAGE_KINDS,
  stagesOf,
  takeStageBack,
} from '../src/authority/stages.ts';
import { asDay, localDay } from '../src/calendar/index.ts';
import type { Act } from '../src/chat/act.ts';
import { buttonPart, message, privately, say } from '../src/chat/answers.ts';
import type { Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { findDraft } from '../src/drafts/find.ts';
import { completeDraft, draftOption, publishedDraft } from './shared.ts';

/** Discord's limit of a message's buttons, less the one that records another. */
const MOST_SHOWN = 20;

export const draftStage: Act = {
  id: 'draft.stage',
  names: { sq: 'projektakt faza', sr: 'nacrt faza', en: 'draft stage' },
  describe: 'stage.describe.record',
  who: 'staff',
  answers: 'form',
  options: [draftOption],
  complete: (context, _option, typed) => completeDraft(context, typed, false),
  form: {
    title: 'stage.form.title',
    submitLabel: 'stage.form.save',
    async subject({ storage }, values) {
      const draft = await findDraft(storage.db, (values.draft ?? '').slice(0, 200));
      return isRefusal(draft) ? draft : draft.id;
    },
    begin: async ({ world }) => ({ on: localDay(world.now, world.zone) }),
    async intro({ storage, t }, subject) {
      const { number } = await publishedDraft(storage.db, subject);
      return t('stage.form.intro', { number });
    },
    async steps({ t }, _subject, values) {
      const first = [
        {
          kind: 'choice',
          name: 'kind',
          label: t('stage.field.kind'),
          required: true,
          options: STAGE_KINDS.map((value) => ({ value, label: t(`stage.kind.${value}`) })),
        },
        { kind: 'date', name: 'on', label: t('stage.field.on'), required: true },
        {
          kind: 'shortText',
          name: 'reference',
          label: t('stage.field.reference'),
          hint: t('stage.hint.reference'),
          required: false,
          maxLength: REFERENCE_LENGTH,
        },
        {
          kind: 'shortText',
          name: 'source',
          label: t('stage.field.source'),
          hint: t('stage.hint.source'),
          required: true,
          maxLength: SOURCE_LENGTH,
        },
        {
          kind: 'shortText',
          name: 'note',
          label: t('stage.field.note'),
          required: false,
          maxLength: NOTE_LENGTH,
        },
      ] as const;
      // Only a hearing is called.
      return values.kind === 'committee_hearing'
        ? [
            first,
            [
              {
                kind: 'date',
                name: 'calledOn',
                label: t('stage.field.calledOn'),
                required: true,
              },
            ],
          ]
        : [first];
    },
    async submit({ language, t, world }, work, { subject, values, finish }) {
      const kind = STAGE_KINDS.find((one) => one === values.kind);
      if (!kind) return refusal('form.badChoice', {}, 'kind');
      const row = await recordStage(work, subject, {
        kind,
        on: asDay(values.on ?? ''),
        calledOn: values.calledOn ? asDay(values.calledOn) : null,
        reference: values.reference ?? '',
        source: values.source ?? '',
        note: values.note ?? '',
      });
      if (isRefusal(row)) return row;
      await finish(row.id);
      const today = localDay(world.now, world.zone);
      const text = t('stage.kept', { line: stageLine(language, row, today) });
      const told = (await contributorChannels(work.tx, subject)).length;
      const warning = hearingNotice(row) !== null;
      const parts: Part[] = [
        { kind: 'text', text },
        { kind: 'text', text: t('stage.keptTold', { count: told }) },
        ...(warning
          ? [
              {
                kind: 'warning',
                text: [...noticeTexts(language, row).slice(1), t('stage.shortNoticeHint')].join(
                  '. ',
                ),
              } satisfies Part,
            ]
          : []),
        ...buttonPart([
          {
            act: 'stage.takeBack',
            args: [row.id],
            label: t('stage.button.back', { number: t(`stage.kind.${row.kind}`) }),
          },
        ]),
      ];
      return privately(message(language, text, parts));
    },
    again: async ({ language }) => say(language, 'stage.again'),
  },
};

export const stageList: Act = {
  id: 'stage.list',
  names: null,
  describe: 'stage.describe.list',
  who: 'staff',
  answers: 'private',
  options: [draftOption],
  async run(context, values) {
    const { storage, language, t, world } = context;
    const draft = await findDraft(storage.db, values.draft ?? '');
    if (isRefusal(draft)) return draft;
    const { number } = draft;
    const today = localDay(world.now, world.zone);
    // The latest ones are what somebody takes back.
    const rows = (await stagesOf(storage.db, draft.id)).slice(-MOST_SHOWN);
    const record = { act: 'draft.stage', args: [number], label: t('stage.button.record') };
    if (rows.length === 0) {
      const text = t('stage.none', { number });
      return privately(message(language, text, [{ kind: 'text', text }, ...buttonPart([record])]));
    }
    const head = t('stage.listHead', { number });
    const items = rows.map((row, index) => `${index + 1}. ${stageFull(language, row, today)}`);
    const buttons = rows.map(({ id }, index) => ({
      act: 'stage.takeBack',
      args: [id],
      label: t('stage.button.back', { number: index + 1 }),
    }));
    return privately(
      message(language, head, [
        { kind: 'heading', text: head },
        { kind: 'list', items },
        ...buttonPart([record, ...buttons]),
      ]),
    );
  },
};

export const stageTakeBack: Act = {
  id: 'stage.takeBack',
  names: null,
  describe: 'stage.describe.back',
  who: 'staff',
  answers: 'form',
  options: [
    {
      name: 'stage',
      names: { sq: 'faza', sr: 'faza', en: 'stage' },
      describe: 'stage.option.stage',
      required: true,
    },
  ],
  form: {
    title: 'stage.back.title',
    submitLabel: 'draft.form.save',
    async subject({ storage }, values) {
      const row = await storage.db.draftStage.findUnique({
        where: { id: (values.stage ?? '').slice(0, 64) },
      });
      if (!row) return refusal('form.gone');
      return row.revokedAt ? refusal('stage.isBack') : row.id;
    },
    async intro({ storage, t, language, world }, subject) {
      const row = await storage.db.draftStage.findUniqueOrThrow({
        where: { id: subject },
        include: { draft: true },
      });
      const line = stageLine(language, row, localDay(world.now, world.zone));
      return t('stage.back.intro', { line });
    },
    async steps({ t }) {
      return [
        [
          {
            kind: 'shortText',
            name: 'reason',
            label: t('stage.field.reason'),
            required: true,
            maxLength: BACK_LENGTH,
          },
        ],
      ];
    },
    async submit({ language, t, world }, work, { subject, values, finish }) {
      const back = await takeStageBack(work, subject, values.reason ?? '');
      if (isRefusal(back)) return back;
      await finish(subject);
      const line = stageLine(language, back, localDay(world.now, world.zone));
      return privately(
        message(language, line, [{ kind: 'text', text: t('stage.backKept', { line }) }]),
      );
    },
    again: async ({ language }) => say(language, 'stage.isBack'),
  },
};
