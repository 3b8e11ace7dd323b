import {
  type EntryRecord,
  findEntry,
  findOpenEntry,
  INTRO_LENGTH,
  LEAVE_LENGTH,
  leaveOut,
  moveEntry,
  NOTE_LENGTH,
  noteEntry,
  openBundleOf,
  setIntro,
} from '../src/bundles/arrange.ts';
import { loadBundle } from '../src/bundles/find.ts';
import { shortReference } from '../src/bundles/lines.ts';
import { rowsOf } from '../src/bundles/rows.ts';
import { readMove } from '../src/bundles/rules.ts';
import type { Act, FormSpec } from '../src/chat/act.ts';
import { refuse } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal, refusal } from '../src/chat/refusal.ts';
import type { Work } from '../src/storage/work.ts';
import { bundleAnswer, bundleOption, entryAnswer, entryOption } from './bundleShared.ts';

/** A form with one field about an entry of an open bundle; it ends in the entry as it is then. */
function entryForm(
  about: Pick<FormSpec, 'title' | 'submitLabel' | 'begin'> & {
    input(context: Context): Input;
    act(work: Work, entry: string, typed: string): Promise<EntryRecord | Refusal>;
  },
): FormSpec {
  const { title, submitLabel, begin, input, act } = about;
  return {
    title,
    submitLabel,
    begin,
    async subject({ storage }, values) {
      const entry = await findOpenEntry(storage.db, values.entry ?? '');
      return isRefusal(entry) ? entry : entry.id;
    },
    intro: entryIntro,
    steps: async (context) => [[input(context)]],
    async submit(context, work, filled) {
      const { name } = input(context);
      const done = await act(work, filled.subject, filled.values[name] ?? '');
      if (isRefusal(done)) return done;
      await filled.finish(done.id);
      return entryAnswer(context, work.tx, done);
    },
    async again(context, id) {
      const { db } = context.storage;
      const shown = await entryAnswer(context, db, await findEntry(db, id));
      return isRefusal(shown) ? refuse(context.language, shown) : shown;
    },
  };
}

/** `MAPL-2026-003/P-1: K-007 (KCSF)`. */
async function entryIntro({ storage }: Context, id: string): Promise<string | undefined> {
  const entry = await findEntry(storage.db, id);
  if (isRefusal(entry)) return undefined;
  const [read] = await rowsOf(storage.db, entry.bundle.draft.number, [entry]);
  const [author] = read?.row.authors ?? [];
  if (!author) return entry.bundle.number;
  const reference = shortReference(read?.row.joint ?? author.reference);
  return `${entry.bundle.number}: ${reference} (${author.organisation})`;
}

export const bundleNote: Act = {
  id: 'bundle.note',
  names: null,
  describe: 'bundle.describe.note',
  who: 'staff',
  answers: 'form',
  options: [entryOption],
  form: entryForm({
    title: 'bundle.form.note',
    submitLabel: 'bundle.form.save',
    async begin({ storage }, subject) {
      const entry = await findEntry(storage.db, subject);
      return { note: isRefusal(entry) ? '' : (entry.note ?? '') };
    },
    input: ({ t }) => ({
      kind: 'longText',
      name: 'note',
      label: t('bundle.field.note'),
      hint: t('bundle.hint.note'),
      required: false,
      maxLength: NOTE_LENGTH,
    }),
    act: noteEntry,
  }),
};

export const bundleLeave: Act = {
  id: 'bundle.leave',
  names: null,
  describe: 'bundle.describe.leave',
  who: 'staff',
  answers: 'form',
  options: [entryOption],
  form: entryForm({
    title: 'bundle.form.leave',
    submitLabel: 'bundle.button.leave',
    input: ({ t }) => ({
      kind: 'shortText',
      name: 'reason',
      label: t('bundle.field.leaveReason'),
      hint: t('bundle.hint.leaveReason'),
      required: true,
      maxLength: LEAVE_LENGTH,
    }),
    act: leaveOut,
  }),
};

export const bundlePlace: Act = {
  id: 'bundle.place',
  names: null,
  describe: 'bundle.describe.move',
  who: 'staff',
  answers: 'form',
  options: [entryOption],
  form: entryForm({
    title: 'bundle.form.place',
    submitLabel: 'bundle.form.move',
    input: ({ t }) => ({
      kind: 'shortText',
      name: 'place',
      label: t('bundle.field.place'),
      hint: t('bundle.hint.place'),
      required: true,
      maxLength: 10,
    }),
    async act(work, entry, typed) {
      const to = readMove(typed);
      return to === null ? refusal('bundle.badPlace', {}, 'place') : moveEntry(work, entry, to);
    },
  }),
};

export const bundleIntro: Act = {
  id: 'bundle.intro',
  names: null,
  describe: 'bundle.describe.intro',
  who: 'staff',
  answers: 'form',
  options: [bundleOption],
  form: {
    title: 'bundle.form.intro',
    submitLabel: 'bundle.form.save',
    async subject({ storage }, values) {
      const bundle = await openBundleOf(storage.db, values.bundle ?? '');
      return isRefusal(bundle) ? bundle : bundle.id;
    },
    async begin({ storage }, subject) {
      const bundle = await loadBundle(storage.db, subject);
      return { intro: bundle?.intro ?? '' };
    },
    intro: async ({ storage }, subject) => (await loadBundle(storage.db, subject))?.number,
    steps: async ({ t }) => [
      [
        {
          kind: 'longText',
          name: 'intro',
          label: t('bundle.field.intro'),
          hint: t('bundle.hint.intro'),
          required: false,
          maxLength: INTRO_LENGTH,
        },
      ],
    ],
    async submit(context, work, filled) {
      const bundle = await setIntro(work, filled.subject, filled.values.intro ?? '');
      if (isRefusal(bundle)) return bundle;
      await filled.finish(bundle.id);
      return bundleAnswer(context, work.tx, bundle, 1);
    },
    async again(context, id) {
      const bundle = await loadBundle(context.storage.db, id);
      if (!bundle) throw new Error(`no bundle ${id}`);
      return bundleAnswer(context, context.storage.db, bundle, 1);
    },
  },
};
