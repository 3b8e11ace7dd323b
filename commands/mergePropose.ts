import { loadMerge } from '../src/bundles/findMerge.ts';
import { officeCard, showMerge } from '../src/bundles/mergeCards.ts';
import {
  baseOf,
  MOST_PARTS,
  PARTS_LENGTH,
  proposeMerge,
  readParts,
  similarIn,
} from '../src/bundles/proposeMerge.ts';
import type { Act, Values } from '../src/chat/act.ts';
import { buttonPart, message, privately } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Answer } from '../src/chat/invocation.ts';
import type { Button, Part } from '../src/chat/message.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import {
  type ContributionRow,
  currentVersion,
  loadContributions,
} from '../src/contributions/find.ts';
import { OPINIONS } from '../src/contributions/proposal.ts';
import { readHandedOver } from '../src/documents/recentTexts.ts';
import { shorten } from '../src/documents/shorten.ts';
import { type DraftRow, findDraft } from '../src/drafts/find.ts';
import type { Database, Tx } from '../src/storage/database.ts';
import { articleSteps, articleValues } from './articleForm.ts';
import { basisOfVersion, readRevision } from './contributionRevise.ts';
import { completeDraft, draftOption, publishedDraft } from './shared.ts';
import { valuesOfVersion, wholeSteps } from './wholeForm.ts';

/** As many groups of similar contributions are offered; each has a button. */
const MOST_GROUPS = 8;

const partsOption = {
  name: 'parts',
  names: { sq: 'kontributet', sr: 'doprinosi', en: 'contributions' },
  describe: 'merge.option.parts',
  required: false,
} as const;

/** Staff propose one text for several contributions of a draft. */
export const mergePropose: Act = {
  id: 'merge.propose',
  names: { sq: 'bashkim propozo', sr: 'spajanje predloži', en: 'merge propose' },
  describe: 'merge.describe.propose',
  who: 'staff',
  answers: 'form',
  options: [draftOption, partsOption],
  complete: (context, option, typed) =>
    option === 'draft' ? completeDraft(context, typed, false) : Promise.resolve([]),
  form: {
    title: 'merge.form.title',
    submitLabel: 'merge.form.ask',
    async instead(context, values) {
      if ((values.parts ?? '').trim() !== '') return null;
      const draft = await findDraft(context.storage.db, values.draft ?? '');
      return isRefusal(draft) ? draft : suggestions(context, draft);
    },
    async subject({ storage }, values) {
      const draft = await findDraft(storage.db, values.draft ?? '');
      if (isRefusal(draft)) return draft;
      const rows = await readParts(storage.db, draft, values.parts ?? '');
      if (isRefusal(rows)) return rows;
      // The one that the text begins with goes first: it must not change while it is written.
      const base = baseOf(rows).id;
      return [base, ...rows.map(({ id }) => id).filter((id) => id !== base)].join(',');
    },
    async begin({ storage }, subject) {
      const { base } = await chosen(storage.db, subject);
      const current = currentVersion(base);
      const basis = basisOfVersion(current);
      if (!basis) return valuesOfVersion(current);
      const opinion = OPINIONS.find((kind) => kind === current.kind) ?? '';
      return { ...articleValues(basis), justification: current.justification ?? '', opinion };
    },
    async intro({ storage, t }, subject) {
      const { rows } = await chosen(storage.db, subject);
      const names = rows.map(nameOf).join(', ');
      const unshared = rows.filter(({ shared }) => !shared).length;
      const intro = t('merge.form.intro', { names: shorten(names, 400) });
      return unshared > 0 ? `${intro} ${t('merge.unshared', { count: unshared })}` : intro;
    },
    async steps({ storage, t }, subject, values) {
      const { base } = await chosen(storage.db, subject);
      const basis = basisOfVersion(currentVersion(base));
      return basis ? articleSteps(t, basis, values) : wholeSteps(t, values, true);
    },
    handedOver: (files) => readHandedOver(files.get('file')),
    async submit(context, work, filled) {
      const { base, rows } = await chosen(work.tx, filled.subject);
      const text = await readRevision(work.tx, currentVersion(base), filled.values);
      if (isRefusal(text)) return text;
      const draft = await publishedDraft(work.tx, base.draftId);
      const ordinals = rows.map(({ ordinal }) => ordinal);
      const done = await proposeMerge(work, draft, ordinals, text);
      if (isRefusal(done)) return { refused: done.refused, context: done.context };
      await filled.finish(done.id);
      return proposedAnswer(context, work.tx, done.id, done.unreached);
    },
    again: (context, id) => proposedAnswer(context, context.storage.db, id, []),
  },
};

/** What a form is about: the contribution that it begins with, and all of them in their order. */
async function chosen(
  db: Database | Tx,
  subject: string,
): Promise<{ base: ContributionRow; rows: ContributionRow[] }> {
  const [base, ...others] = await loadContributions(db, subject.split(','));
  if (!base) throw new Error(`no contributions ${subject}`);
  return { base, rows: [base, ...others].sort((a, b) => a.ordinal - b.ordinal) };
}

const shortOf = (row: Pick<ContributionRow, 'ordinal'>) =>
  `K-${String(row.ordinal).padStart(3, '0')}`;

const nameOf = (row: ContributionRow) => `${shortOf(row)} (${shorten(row.organisation.name, 40)})`;

async function proposedAnswer(
  { language, world, t }: Context,
  db: Database | Tx,
  id: string,
  unreached: readonly string[],
): Promise<Answer> {
  const merge = await loadMerge(db, id);
  if (!merge) throw new Error(`no joint text ${id}`);
  const shown = officeCard(language, await showMerge(db, merge), world);
  if (unreached.length === 0) return privately(shown);
  const text = t('merge.unreached', { names: shorten(unreached.join(', '), 300) });
  return privately({ ...shown, parts: [{ kind: 'warning', text }, ...shown.parts] });
}

/** Contributions that say much the same, each group with the way to one text for them. */
async function suggestions(context: Context, draft: DraftRow): Promise<Answer | Refusal> {
  const { storage, t, language } = context;
  if (draft.state === 'withdrawn') return refusal('draft.isWithdrawn', { number: draft.number });
  const groups = (await similarIn(storage.db, draft.id)).slice(0, MOST_GROUPS);
  const head = t('merge.similar.head', { number: draft.number });
  const rows = new Map(
    (
      await loadContributions(
        storage.db,
        groups.flatMap(({ parts }) => parts.map(({ id }) => id)),
      )
    ).map((row) => [row.id, row]),
  );
  const choose: Button = {
    act: 'merge.choose',
    args: [draft.number],
    label: t('merge.button.choose'),
  };
  const parts = groups.flatMap(({ place, parts: compared }): Part[] => {
    const names = compared.flatMap(({ id }) => {
      const row = rows.get(id);
      return row ? [nameOf(row)] : [];
    });
    const where = place === '' ? t('contribution.wholeAct') : shorten(place, 60);
    const ordinals = compared.map(({ ordinal }) => ordinal).join(' ');
    return [
      { kind: 'text', text: [{ bold: where }, `: ${names.join(', ')}`] },
      ...buttonPart([
        {
          act: 'merge.propose',
          args: [draft.number, ordinals],
          label: shorten(t('merge.button.write', { parts: compared.map(shortOf).join(', ') }), 75),
        },
      ]),
    ];
  });
  const none: Part[] = [{ kind: 'text', text: t('merge.similar.none') }];
  return privately(
    message(language, head, [
      { kind: 'heading', text: head },
      ...(parts.length > 0 ? parts : none),
      ...buttonPart([choose]),
    ]),
  );
}

/** Staff name the contributions themselves; what follows is the form of their joint text. */
export const mergeChoose: Act = {
  id: 'merge.choose',
  names: null,
  describe: 'merge.describe.choose',
  who: 'staff',
  answers: 'form',
  options: [draftOption, partsOption],
  form: {
    title: 'merge.form.choose',
    submitLabel: 'merge.form.go',
    async subject({ storage }, values) {
      const draft = await findDraft(storage.db, values.draft ?? '');
      if (isRefusal(draft)) return draft;
      if (draft.state !== 'withdrawn') return draft.id;
      return refusal('draft.isWithdrawn', { number: draft.number });
    },
    begin: async (_context, _subject, values): Promise<Values> => ({ parts: values.parts ?? '' }),
    intro: async ({ storage }, subject) => (await publishedDraft(storage.db, subject)).number,
    steps: async ({ t }) => [
      [
        {
          kind: 'shortText',
          name: 'parts',
          label: t('merge.field.parts'),
          hint: t('merge.hint.parts', { max: MOST_PARTS }),
          required: true,
          maxLength: PARTS_LENGTH,
        },
      ],
    ],
    async submit(context, work, filled) {
      const draft = await publishedDraft(work.tx, filled.subject);
      const rows = await readParts(work.tx, draft, filled.values.parts ?? '');
      if (isRefusal(rows)) return rows;
      const ordinals = rows.map(({ ordinal }) => ordinal).join(' ');
      await filled.finish(`${draft.number}|${ordinals}`);
      return chosenAnswer(context, draft.number, ordinals);
    },
    async again(context, result) {
      const [number = '', ordinals = ''] = result.split('|');
      return chosenAnswer(context, number, ordinals);
    },
  },
};

function chosenAnswer({ t, language }: Context, number: string, ordinals: string): Answer {
  const parts = ordinals
    .split(' ')
    .map((ordinal) => shortOf({ ordinal: Number(ordinal) }))
    .join(', ');
  const text = t('merge.chosen', { parts });
  const button: Button = {
    act: 'merge.propose',
    args: [number, ordinals],
    label: t('merge.button.writeIt'),
    style: 'primary',
  };
  return privately(message(language, text, [{ kind: 'text', text }, ...buttonPart([button])]));
}
