import { findOpenEntry, moveEntry, takeIn } from '../src/bundles/arrange.ts';
import { readContent } from '../src/bundles/content.ts';
import { frozenRowMessage } from '../src/bundles/entryCards.ts';
import { findBundle } from '../src/bundles/find.ts';
import { PAGE } from '../src/bundles/page.ts';
import { readMove } from '../src/bundles/rules.ts';
import type { Act } from '../src/chat/act.ts';
import { privately } from '../src/chat/answers.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { bundleOption, entryAnswer, entryOption } from './bundleShared.ts';

/** One entry of an open bundle, to be moved, annotated or left out. */
export const bundleEntry: Act = {
  id: 'bundle.entry',
  names: null,
  describe: 'bundle.describe.entry',
  who: 'staff',
  answers: 'private',
  options: [entryOption],
  async run(context, values) {
    const { db } = context.storage;
    return entryAnswer(context, db, await findOpenEntry(db, values.entry ?? ''));
  },
};

/** One row of a frozen bundle, word by word. */
export const bundleRow: Act = {
  id: 'bundle.row',
  names: null,
  describe: 'bundle.describe.row',
  who: 'staff',
  answers: 'private',
  options: [
    bundleOption,
    {
      name: 'row',
      names: { sq: 'rreshti', sr: 'red', en: 'row' },
      describe: 'bundle.option.entry',
      required: true,
    },
  ],
  async run({ storage, language, world }, values) {
    const bundle = await findBundle(storage.db, values.bundle ?? '');
    if (isRefusal(bundle)) return bundle;
    const number = Number.parseInt(values.row ?? '', 10);
    const rows = bundle.content === null ? [] : readContent(bundle.content).rows;
    const row = rows.find((one) => one.row === number);
    if (!row) return refusal('bundle.entryGone');
    const page = Math.ceil(number / PAGE);
    return privately(frozenRowMessage(language, bundle, row, page, world));
  },
};

export const bundleMove: Act = {
  id: 'bundle.move',
  names: null,
  describe: 'bundle.describe.move',
  who: 'staff',
  answers: 'private',
  options: [
    entryOption,
    {
      name: 'to',
      names: { sq: 'ku', sr: 'gde', en: 'to' },
      describe: 'bundle.option.place',
      required: true,
    },
  ],
  async run(context, values) {
    const to = readMove(values.to ?? '');
    if (to === null) return refusal('bundle.badPlace');
    return context.transaction(async (work) =>
      entryAnswer(context, work.tx, await moveEntry(work, values.entry ?? '', to)),
    );
  },
};

export const bundleTake: Act = {
  id: 'bundle.take',
  names: null,
  describe: 'bundle.describe.take',
  who: 'staff',
  answers: 'private',
  options: [entryOption],
  run: (context, values) =>
    context.transaction(async (work) =>
      entryAnswer(context, work.tx, await takeIn(work, values.entry ?? '')),
    ),
};
