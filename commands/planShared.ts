import type { ActOption, Values } from '../src/chat/act.ts';
import type { Context } from '../src/chat/context.ts';
import type { Choice, Input } from '../src/chat/form.ts';
import { isRefusal, type Refusal } from '../src/chat/refusal.ts';
import { REASON_LENGTH } from '../src/documents/reason.ts';
import { shorten } from '../src/documents/shorten.ts';
import { fold } from '../src/i18n/fold.ts';
import type { Translate } from '../src/i18n/index.ts';
import {
  findActivity,
  loadActivity,
  normaliseHandle,
  notOpen,
  searchActivities,
} from '../src/plan/find.ts';

/** Discord's limits of a choice: 100 characters, 25 choices. */
const CHOICE_LENGTH = 100;
const CHOICES = 25;

/** The option that names an activity, in every act that is about one. */
export const activityOption: ActOption = {
  name: 'activity',
  names: { sq: 'aktiviteti', sr: 'aktivnost', en: 'activity' },
  describe: 'plan.option.activity',
  required: true,
  completes: true,
};

/** Activities whose handle or title holds what was typed. */
export async function completeActivity(
  context: Context,
  typed: string,
  openOnly: boolean,
): Promise<Choice[]> {
  const rows = await searchActivities(
    context.storage.db,
    { handle: normaliseHandle(typed), titleKey: fold(typed) },
    { openOnly, most: CHOICES },
  );
  return rows.map(({ handle, title }) => ({
    value: handle,
    label: shorten(`${handle} ${title}`, CHOICE_LENGTH),
  }));
}

/** The subject of a form about an open activity: its id. */
export async function openActivitySubject(
  context: Context,
  values: Values,
): Promise<string | Refusal> {
  const activity = await findActivity(context.storage.db, values.activity ?? '');
  if (isRefusal(activity)) return activity;
  return notOpen(activity) ?? activity.id;
}

/** As {@link openActivitySubject}, whatever its state. */
export async function activitySubject(context: Context, values: Values): Promise<string | Refusal> {
  const activity = await findActivity(context.storage.db, values.activity ?? '');
  return isRefusal(activity) ? activity : activity.id;
}

/** `A12 Title` above a form about it. */
export async function activityIntro(context: Context, id: string): Promise<string> {
  const { handle, title } = await loadActivity(context.storage.db, id);
  return `${handle} ${shorten(title, 300)}`;
}

/** The question of why somebody changes a plan. */
export function reasonInput(t: Translate): Input {
  return {
    kind: 'shortText',
    name: 'reason',
    label: t('plan.field.reason'),
    hint: t('plan.hint.reason'),
    required: true,
    maxLength: REASON_LENGTH,
  };
}
