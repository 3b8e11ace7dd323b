import { localDay } from '../src/calendar/index.ts';
import type { Act, ActOption } from '../src/chat/act.ts';
import { message, privately, say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice, Input } from '../src/chat/form.ts';
import type { Part } from '../src/chat/message.ts';
import { isRefusal, refusal } from '../src/chat/refusal.ts';
import { shorten } from '../src/documents/shorten.ts';
import type { Key } from '../src/i18n/index.ts';
import { institutionsMessage } from '../src/institutions/cards.ts';
import {
  addAliases,
  addSuccessors,
  INSTITUTION_NAME_LENGTH,
  keepInstitution,
} from '../src/institutions/keepInstitutions.ts';
import { institutionTable, nameIn, searchInstitutions } from '../src/institutions/table.ts';
import { addUnknown, linkInstitutions } from '../src/plan/institutionLinks.ts';
import { linkPlanned } from '../src/programme/importProgramme.ts';

/** Discord's limits of a choice: 100 characters, 25 choices. */
const CHOICE_LENGTH = 100;
const CHOICES = 25;

const SOURCE_LENGTH = 200;

/** Names of one answer; together they stay under what one message may have (Slack: 3,000). */
const ADDED_SHOWN = 30;
const ADDED_LENGTH = 80;

/** The option that names an institution. */
export const institutionOption: ActOption = {
  name: 'institution',
  names: { sq: 'institucioni', sr: 'institucija', en: 'institution' },
  describe: 'institution.option.institution',
  required: true,
  completes: true,
};

export async function completeInstitution(context: Context, typed: string): Promise<Choice[]> {
  const rows = searchInstitutions(await institutionTable(context.storage.db), typed);
  return rows.slice(0, CHOICES).map((row) => {
    const name = nameIn(context.language, row);
    return {
      // A name that was cut would not be found again.
      value: row.code.length > CHOICE_LENGTH ? row.id : row.code,
      label: shorten(name ? `${row.code} – ${name}` : row.code, CHOICE_LENGTH),
    };
  });
}

export const institutionList: Act = {
  id: 'institution.list',
  names: { sq: 'institucionet', sr: 'institucije', en: 'institutions' },
  describe: 'institution.describe.list',
  who: 'anyone',
  answers: 'private',
  options: [{ ...institutionOption, describe: 'institution.option.search', required: false }],
  async run(context, values) {
    const today = localDay(context.now, context.world.zone);
    const typed = (values.institution ?? '').trim();
    return privately(await institutionsMessage(context.storage.db, context.language, typed, today));
  },
  complete: (context, _option, typed) => completeInstitution(context, typed),
};

export const institutionAdd: Act = {
  id: 'institution.add',
  names: { sq: 'institucioni shto', sr: 'institucija dodaj', en: 'institution add' },
  describe: 'institution.describe.add',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'institution.form.add',
    submitLabel: 'institution.form.keep',
    subject: async () => '',
    async steps({ t }) {
      const name = (field: string, label: Key): Input => ({
        kind: 'shortText',
        name: field,
        label: t(label),
        required: false,
        maxLength: INSTITUTION_NAME_LENGTH,
      });
      return [
        [
          {
            kind: 'shortText',
            name: 'code',
            label: t('institution.field.code'),
            hint: t('institution.hint.code'),
            required: true,
            maxLength: 12,
          },
          name('nameSq', 'institution.field.nameSq'),
          name('nameSr', 'institution.field.nameSr'),
          name('nameEn', 'institution.field.nameEn'),
          {
            kind: 'longText',
            name: 'aliases',
            label: t('institution.field.aliases'),
            hint: t('institution.hint.aliases'),
            required: false,
            maxLength: 2_000,
          },
        ],
      ];
    },
    async submit(context, work, { values, finish }) {
      const kept = await keepInstitution(work, { code: values.code ?? '', ...values });
      if (isRefusal(kept)) return kept;
      await linkInstitutions(work);
      await linkPlanned(work);
      await finish(kept.code);
      const key = kept.added ? 'institution.added' : 'institution.kept';
      return say(context.language, key, { code: kept.code });
    },
    again: async ({ language }, code) => say(language, 'institution.kept', { code }),
  },
};

export const institutionAlias: Act = {
  id: 'institution.alias',
  names: { sq: 'institucioni emër', sr: 'institucija ime', en: 'institution alias' },
  describe: 'institution.describe.alias',
  who: 'staff',
  answers: 'private',
  options: [
    institutionOption,
    {
      name: 'alias',
      names: { sq: 'emri', sr: 'ime', en: 'alias' },
      describe: 'institution.option.alias',
      required: true,
    },
  ],
  async run(context, values) {
    const done = await context.transaction(async (work) => {
      const { chosen } = await institutionTable(work.tx);
      const row = chosen(values.institution ?? '');
      if (!row) {
        const name = shorten(values.institution ?? '', 60);
        return refusal('institution.unknown', { name }, 'institution');
      }
      const added = await addAliases(work, row.id, [values.alias ?? '']);
      if (isRefusal(added)) return added;
      await linkInstitutions(work);
      await linkPlanned(work);
      return row.code;
    });
    if (typeof done !== 'string') return done;
    const name = shorten(values.alias ?? '', 100);
    return say(context.language, 'institution.aliased', { name, code: done });
  },
  complete: async (context, option, typed) =>
    option === 'institution' ? completeInstitution(context, typed) : [],
};

export const institutionSuccessor: Act = {
  id: 'institution.successor',
  names: {
    sq: 'institucioni pasardhës',
    sr: 'institucija naslednik',
    en: 'institution successor',
  },
  describe: 'institution.describe.successor',
  who: 'staff',
  answers: 'form',
  options: [],
  form: {
    title: 'institution.form.successor',
    submitLabel: 'institution.form.keep',
    subject: async () => '',
    begin: async () => ({ kind: 'renamed' }),
    async steps({ t }) {
      return [
        [
          {
            kind: 'shortText',
            name: 'institution',
            label: t('institution.field.before'),
            hint: t('institution.hint.known'),
            required: true,
            maxLength: INSTITUTION_NAME_LENGTH,
          },
          {
            kind: 'choice',
            name: 'kind',
            label: t('institution.field.kind'),
            required: true,
            options: (['renamed', 'merged', 'split'] as const).map((kind) => ({
              value: kind,
              label: t(`institution.kind.${kind}`),
            })),
          },
          {
            kind: 'shortText',
            name: 'successors',
            label: t('institution.field.successors'),
            hint: t('institution.hint.successors'),
            required: true,
            maxLength: INSTITUTION_NAME_LENGTH,
          },
          { kind: 'date', name: 'fromDay', label: t('institution.field.fromDay'), required: true },
          {
            kind: 'shortText',
            name: 'source',
            label: t('institution.field.source'),
            hint: t('institution.hint.source'),
            required: true,
            maxLength: SOURCE_LENGTH,
          },
        ],
      ];
    },
    async submit(context, work, { values, finish }) {
      const kept = await addSuccessors(work, {
        institution: values.institution ?? '',
        successors: values.successors ?? '',
        kind: values.kind ?? '',
        fromDay: values.fromDay ?? '',
        source: values.source,
      });
      if (isRefusal(kept)) return kept;
      const told = { code: kept.institution, names: kept.successors.join(', ') };
      await finish(JSON.stringify(told));
      return say(context.language, 'institution.succeeded', told);
    },
    again: async ({ language }, told) =>
      say(language, 'institution.succeeded', JSON.parse(told) as Record<string, string>),
  },
};

/** The button under an import: what the plan names and the table does not know. */
export const institutionAddUnknown: Act = {
  id: 'institution.addUnknown',
  names: null,
  describe: 'institution.describe.addUnknown',
  who: 'staff',
  answers: 'private',
  options: [
    {
      name: 'plan',
      names: { sq: 'plani', sr: 'plan', en: 'plan' },
      describe: 'plan.option.plan',
      required: true,
    },
  ],
  async run(context, values) {
    const { language, t } = context;
    const added = await context.transaction(async (work) => {
      const names = await addUnknown(work, values.plan ?? '');
      await linkPlanned(work);
      return names;
    });
    const text = t('institution.addedAll', { count: added.length });
    const items = added.slice(0, ADDED_SHOWN).map((name) => shorten(name, ADDED_LENGTH));
    const more = added.length - items.length;
    if (more > 0) items.push(t('institution.more', { count: more }));
    const list: Part[] = items.length > 0 ? [{ kind: 'list', items }] : [];
    return privately(message(language, text, [{ kind: 'text', text }, ...list]));
  },
};
