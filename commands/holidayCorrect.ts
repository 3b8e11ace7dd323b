import { FEASTS, parseDay } from '../src/calendar/index.ts';
import type { Act, ActOption, Values } from '../src/chat/act.ts';
import { say } from '../src/chat/answers.ts';
import type { Context } from '../src/chat/context.ts';
import type { Input } from '../src/chat/form.ts';
import { type Refusal, refusal } from '../src/chat/refusal.ts';
import { findFeasts } from '../src/holidays/describe.ts';
import type { CorrectionAct } from '../src/holidays/rules.ts';
import { fold } from '../src/i18n/fold.ts';
import { previewAnswer } from './holidayPreview.ts';

const NAME_LENGTH = 120;
const SOURCE_LENGTH = 200;

/** Only these two wait for an announcement. */
const BAJRAMS = ['eid-al-fitr', 'eid-al-adha'];

const dayOption: ActOption = {
  name: 'day',
  names: { sq: 'dita', sr: 'dan', en: 'day' },
  describe: 'holiday.option.day',
  required: false,
};
const feastOption: ActOption = {
  name: 'feast',
  names: { sq: 'festa', sr: 'praznik', en: 'feast' },
  describe: 'holiday.option.feast',
  required: false,
  completes: true,
};

/**
 * The four ways to correct the calendar are one form each. What the command says fills it in; it
 * ends in a preview, and nothing is kept before that is confirmed.
 */
function correcting(
  act: CorrectionAct,
  names: NonNullable<Act['names']>,
  options: readonly ActOption[],
): Act {
  return {
    id: `holiday.${act}`,
    names,
    describe: `holiday.describe.${act}`,
    who: 'staff',
    answers: 'form',
    options,
    complete: async (context, option, typed) =>
      option === 'feast' ? feastChoices(context, act, typed) : [],
    form: {
      title: `holiday.form.${act}`,
      submitLabel: 'holiday.form.preview',
      subject: async (context, values) => subjectOf(context, values),
      begin: async (_context, _subject, values) => begun(values),
      steps: async (context) => [inputsOf(act, context)],
      submit: (context, work, { id, values }) =>
        previewAnswer(context, work.tx, { id, act, values }),
      again: async ({ language }) => say(language, 'holiday.keptAlready'),
    },
  };
}

export const holidayAdd = correcting(
  'add',
  { sq: 'festa shto', sr: 'praznik dodaj', en: 'holiday add' },
  [
    dayOption,
    {
      name: 'name',
      names: { sq: 'emri', sr: 'naziv', en: 'name' },
      describe: 'holiday.option.name',
      required: false,
    },
  ],
);

export const holidayMove = correcting(
  'move',
  { sq: 'festa zhvendos', sr: 'praznik pomeri', en: 'holiday move' },
  [feastOption, { ...dayOption, describe: 'holiday.option.to' }],
);

export const holidayConfirm = correcting(
  'confirm',
  { sq: 'festa konfirmo', sr: 'praznik potvrdi', en: 'holiday confirm' },
  [
    feastOption,
    {
      name: 'when',
      names: { sq: 'kur', sr: 'kada', en: 'when' },
      describe: 'holiday.option.when',
      required: false,
    },
  ],
);

export const holidayRemove = correcting(
  'remove',
  { sq: 'festa hiq', sr: 'praznik ukloni', en: 'holiday remove' },
  [dayOption],
);

/**
 * What the command named, so that a form about another day or feast is another form. Refused where
 * that cannot be read.
 */
function subjectOf({ language }: Context, values: Values): string | Refusal {
  const day = values.day?.trim() ?? '';
  if (day !== '' && !parseDay(day)) return refusal('form.badDate');
  const text = (values.feast?.trim() ?? '').slice(0, 100);
  const found = findFeasts(text);
  if (text !== '' && found.length === 0) return refusal('holiday.unknownFeast', { text });
  if (found.length > 1) {
    const names = FEASTS.filter(({ feast }) => found.includes(feast))
      .map((one) => one.names[language])
      .join('; ');
    return refusal('holiday.whichFeast', { text, names });
  }
  return [parseDay(day), found[0], fold(values.when ?? '').slice(0, 20)].filter(Boolean).join(' ');
}

function begun(values: Values): Values {
  return {
    day: parseDay(values.day ?? '') ?? '',
    nameSq: (values.name ?? '').trim().slice(0, NAME_LENGTH),
    feast: findFeasts(values.feast ?? '')[0] ?? '',
    when: (values.when ?? '').trim().slice(0, 20),
  };
}

function inputsOf(act: CorrectionAct, { t, language }: Context): Input[] {
  const source = text('source', t('holiday.field.source'), t('holiday.hint.source'));
  const feast: Input = {
    kind: 'choice',
    name: 'feast',
    label: t('holiday.field.feast'),
    required: true,
    options: FEASTS.filter((one) => act !== 'confirm' || BAJRAMS.includes(one.feast)).map(
      ({ feast: value, names }) => ({
        value,
        label: value === 'new-year-second-day' ? `${names[language]} (2)` : names[language],
      }),
    ),
  };
  const day: Input = {
    kind: 'date',
    name: 'day',
    label: t(act === 'move' ? 'holiday.field.to' : 'holiday.field.day'),
    required: true,
  };
  switch (act) {
    case 'add': {
      const hint = t('holiday.hint.name');
      const nameSq = text('nameSq', t('holiday.field.nameSq'), undefined, NAME_LENGTH);
      return [
        day,
        { ...nameSq, required: true },
        text('nameSr', t('holiday.field.nameSr'), hint, NAME_LENGTH),
        text('nameEn', t('holiday.field.nameEn'), hint, NAME_LENGTH),
        source,
      ];
    }
    case 'move':
      return [feast, day, source];
    case 'confirm': {
      const when = text('when', t('holiday.field.when'), t('holiday.hint.when'), 20);
      return [feast, { ...when, required: true }, source];
    }
    case 'remove':
      return [day, source];
  }
}

function text(name: string, label: string, hint?: string, maxLength = SOURCE_LENGTH): Input {
  return { kind: 'shortText', name, label, hint, required: false, maxLength };
}

async function feastChoices({ language }: Context, act: CorrectionAct, typed: string) {
  const wanted = typed.trim() === '' ? null : new Set(findFeasts(typed));
  return FEASTS.filter(
    ({ feast }) => (!wanted || wanted.has(feast)) && (act !== 'confirm' || BAJRAMS.includes(feast)),
  ).map(({ feast, names }) => ({ value: feast, label: names[language].slice(0, 100) }));
}
