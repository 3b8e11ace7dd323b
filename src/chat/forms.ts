import type { Work } from '../storage/work.ts';
import type { Act, FilledForm, FormSpec, Values } from './act.ts';
import type { Actor } from './actor.ts';
import { refuse } from './answers.ts';
import type { Context } from './context.ts';
import type { Form, Input } from './form.ts';
import { heldFiles, keepFile, readFiles } from './formFiles.ts';
import { checkInput, readInput } from './inputs.ts';
import type { Answer, Submission } from './invocation.ts';
import type { Text } from './message.ts';
import { channelKey } from './references.ts';
import { isRefusal, type Refusal, refusal } from './refusal.ts';

export type FormAct = Act & { form: FormSpec };

/** Opens the form of an act about a subject, going on with what the person left unfinished. */
export async function openForm(
  context: Context,
  act: FormAct,
  values: Values,
): Promise<Answer | Refusal> {
  const instead = await act.form.instead?.(context, values);
  if (instead) return instead;
  const subject = await act.form.subject(context, values);
  if (isRefusal(subject)) return subject;
  const begun = (await act.form.begin?.(context, subject, values)) ?? {};
  const where = { act: act.id, subject, personId: context.actor.personId };
  const open = await context.storage.db.unfinished.findFirst({
    where: { ...where, state: 'open' },
    orderBy: { updatedAt: 'desc' },
  });
  // One that nobody typed anything into is left: a form begins as things stand now.
  const row =
    open && wasTouched(open)
      ? open
      : await context.beginUnfinished({
          ...where,
          channelKey: channelKey(context.actor.at),
          values: { ...begun },
        });
  return { kind: 'form', form: stepOf(context, act, row, 0, await showing(context, act, row)) };
}

/** Opens a step of a form that the person began before. */
export async function resumeForm(
  context: Context,
  acts: ReadonlyMap<string, Act>,
  id: string,
  step: number,
): Promise<Answer | Refusal> {
  const row = await ownRow(context, id);
  if (isRefusal(row)) return row;
  const act = acts.get(row.act);
  if (!act?.form) return refusal('form.gone');
  if (row.state !== 'open') return again(context, act.form, row);
  const shown = await showing(context, act as FormAct, row);
  return { kind: 'form', form: stepOf(context, act as FormAct, row, step, shown) };
}

interface Row {
  id: string;
  act: string;
  subject: string;
  state: string;
  result: string | null;
  values: unknown;
}

async function ownRow(context: Context, id: string): Promise<Row | Refusal> {
  const row = await context.storage.db.unfinished.findUnique({ where: { id } });
  // Another person's row is answered as one that never was: its existence is theirs to know.
  return row && row.personId === context.actor.personId ? row : refusal('form.gone');
}

async function again(context: Context, form: FormSpec, row: Row): Promise<Answer | Refusal> {
  return row.state === 'submitted' && row.result !== null
    ? form.again(context, row.result)
    : refusal('form.gone');
}

/**
 * Takes a submitted step. What was typed is committed whatever comes of it; the next step, the
 * errors beside the fields, or the end is what the person is shown.
 */
export async function submitStep(
  context: Context,
  act: FormAct,
  submission: Pick<Submission, 'unfinished' | 'step' | 'values' | 'files'>,
): Promise<Answer | Refusal> {
  const row = await ownRow(context, submission.unfinished);
  if (isRefusal(row)) return row;
  if (row.state !== 'open') return again(context, act.form, row);
  const shown = await showing(context, act, {
    ...row,
    values: { ...(row.values as Values), ...submission.values },
  });
  const { steps } = shown;
  const inputs = steps[submission.step];
  if (!inputs) return refusal('form.gone');
  const files = await readFiles(inputs, submission.files, context);
  if (act.form.handedOver) {
    const held = await heldFiles(context, steps.flat(), row.values as Values);
    for (const [name, { bytes }] of files.read) held.set(name, bytes);
    if (held.size > 0) await act.form.handedOver(held, context, row.subject);
  }

  const taken = await context.transaction(async (work): Promise<Answer | Refusal | null> => {
    // Read again where nobody else writes: of two submissions at once, the second finds it done.
    const current = await work.tx.unfinished.findUniqueOrThrow({ where: { id: row.id } });
    if (current.state !== 'open') return null;
    const values: Record<string, string> = { ...(current.values as Values) };
    const errors: Record<string, string> = { ...files.errors };
    for (const input of inputs) {
      const file = files.read.get(input.name);
      if (file) values[input.name] = await keepFile(work, file);
      else if (input.kind !== 'file') {
        const raw = submission.values[input.name];
        if (raw === undefined) continue;
        const checked = checkInput(input, raw, context.t);
        if ('error' in checked) errors[input.name] = checked.error;
        // What was typed is kept even when it is refused, up to what a field could hold.
        values[input.name] = 'value' in checked ? checked.value : raw.slice(0, KEPT_LENGTH);
      }
      if (input.required && !values[input.name]) errors[input.name] ??= context.t('form.required');
    }
    await work.tx.unfinished.update({
      where: { id: row.id },
      data: { values, updatedAt: laterThan(current.createdAt, work.now) },
    });
    if (files.failure) return null;
    const kept = { ...row, values };
    if (Object.keys(errors).length > 0) {
      return { kind: 'invalid', form: stepOf(context, act, kept, submission.step, shown), errors };
    }
    if (submission.step + 1 < steps.length) {
      return { kind: 'form', form: stepOf(context, act, kept, submission.step + 1, shown) };
    }
    // What an earlier step refused is kept as it was typed: nothing of that may pass.
    const end =
      firstWrong(steps, values) ??
      (await act.form.submit(context, work, filled(work, kept, values)));
    if (!isRefusal(end)) return end;
    const field = end.field;
    const at = steps.findIndex((step) => step.some((input) => input.name === field));
    if (field === undefined || at === -1) return refuse(context.language, end);
    const beside = { [field]: context.t(end.refused, end.context) };
    return { kind: 'invalid', form: stepOf(context, act, kept, at, shown), errors: beside };
  });
  if (files.failure) throw files.failure.cause;
  if (taken) return taken;
  const done = await ownRow(context, row.id);
  return isRefusal(done) ? done : again(context, act.form, done);
}

/** Submits what an unfinished row of the person's own holds, without another look at its form. */
export async function submitKept(
  context: Context,
  acts: ReadonlyMap<string, Act>,
  id: string,
  denied: (actor: Actor, act: Act) => Refusal | null,
): Promise<Answer | Refusal> {
  const row = await ownRow(context, id);
  if (isRefusal(row)) return row;
  const act = acts.get(row.act);
  if (!act?.form) return refusal('form.gone');
  const no = denied(context.actor, act);
  if (no) return no;
  if (row.state !== 'open') return again(context, act.form, row);
  const { steps } = await showing(context, act as FormAct, row);
  const step = steps.length - 1;
  return submitStep(context, act as FormAct, { unfinished: id, step, values: {}, files: {} });
}

/** The first value of all steps that is not what its input wants. */
function firstWrong(steps: readonly (readonly Input[])[], values: Values): Refusal | null {
  for (const input of steps.flat()) {
    const read = readInput(input, values[input.name] ?? '');
    if (isRefusal(read)) return read;
  }
  return null;
}

/** Whether a step of it was ever submitted. */
function wasTouched(row: { createdAt: Date; updatedAt: Date }): boolean {
  return row.updatedAt > row.createdAt;
}

/** Civil time may stand still or be moved back; a touched row is later than its making even so. */
export function laterThan(createdAt: Date, now: Date): Date {
  return now > createdAt ? now : new Date(createdAt.getTime() + 1);
}

/** More than any field of a platform takes (Discord: 4,000 characters). */
const KEPT_LENGTH = 10_000;

function filled(work: Work, row: Row, values: Values): FilledForm {
  return {
    id: row.id,
    subject: row.subject,
    values,
    async keep(kept) {
      await work.tx.unfinished.update({ where: { id: row.id }, data: { values: { ...kept } } });
    },
    async finish(result) {
      await finishUnfinished(work, row.id, result);
    },
  };
}

/** Marks an unfinished row as submitted; submitting it again shows the same result. */
export async function finishUnfinished(work: Work, id: string, result: string): Promise<void> {
  await work.tx.unfinished.update({
    where: { id },
    data: { state: 'submitted', result, updatedAt: work.now },
  });
}

/** What a form shows around its values; read before any transaction begins. */
interface Showing {
  steps: readonly (readonly Input[])[];
  intro: Text | undefined;
}

async function showing(context: Context, act: FormAct, row: Row): Promise<Showing> {
  return {
    steps: await act.form.steps(context, row.subject, row.values as Values),
    intro: await act.form.intro?.(context, row.subject, row.values as Values),
  };
}

function stepOf(
  context: Context,
  act: FormAct,
  row: Row,
  wanted: number,
  { steps, intro }: Showing,
): Form {
  const values = row.values as Values;
  const step = Math.min(Math.max(0, wanted), steps.length - 1);
  const last = step === steps.length - 1;
  return {
    language: context.language,
    act: act.id,
    unfinished: row.id,
    title: context.t(act.form.title),
    intro,
    inputs: (steps[step] ?? []).map((input) => ({
      ...input,
      value: input.kind === 'file' ? undefined : (values[input.name] ?? input.value),
    })),
    step,
    steps: steps.length,
    submitLabel: context.t(last ? act.form.submitLabel : 'chat.next'),
    cancelLabel: context.t('chat.cancel'),
  };
}
