import { useEffect, useRef, useState } from 'preact/hooks';
import type { Form } from '../../chat/form.ts';
import { fileUpload, newRequest } from '../client.ts';
import { HTML_LANGUAGE } from '../languages.ts';
import { type AnswerView, MAX_FILE_BYTES } from '../wire.ts';
import { Dialog } from './Dialog.tsx';
import { FILE_LIMIT_MB, FormField } from './FormField.tsx';
import { RunningText } from './MessageBody.tsx';
import { keepTypedValues, typedValues } from './memory.ts';
import { type Place, useRoom } from './room.ts';
import { type PageKey, useWords } from './strings.ts';
import { codeOf } from './useChat.ts';

export interface OpenForm {
  form: Form;
  /** Sentences beside inputs, by their names. */
  errors: Readonly<Record<string, string>>;
  place: Place;
  opener: HTMLElement | null;
}

/** The act of the core that opens an earlier step of a form again. */
const RESUME_ACT = 'form.resume';

/** A form as a dialog, step by step. Closing it loses nothing: what was typed is there again. */
export function FormDialog({ open, onClose }: { open: OpenForm; onClose(): void }) {
  const { form } = open;
  return (
    <Dialog title={form.title} class="form-dialog" onClose={onClose} opener={open.opener}>
      <Step key={`${form.unfinished} ${form.step}`} open={open} onClose={onClose} />
    </Dialog>
  );
}

function Step({ open, onClose }: { open: OpenForm; onClose(): void }) {
  const { t } = useWords();
  const { chat, show } = useRoom();
  const { form, place } = open;
  const memory = `${chat.user}/${form.unfinished}/${form.step}`;
  const [typed, setTyped] = useState(() => typedValues(memory));
  const [files, setFiles] = useState<Readonly<Record<string, File>>>({});
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<PageKey | null>(null);
  const box = useRef<HTMLFormElement>(null);
  const errors = { ...open.errors, ...own };
  const wrong = Object.keys(errors).length;

  const valueNow = (name: string, value = '') => typed[name] ?? value;

  // A new step begins at its first question, a refused one at the first that is wrong.
  useEffect(() => {
    const fields = 'input, select, textarea';
    const first =
      box.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
      box.current?.querySelector<HTMLElement>(fields) ??
      box.current?.querySelector<HTMLElement>('[type="submit"]');
    first?.focus();
  }, [open.errors, own]);

  function setValue(name: string, value: string) {
    const next = { ...typed, [name]: value };
    setTyped(next);
    keepTypedValues(memory, next);
  }

  function setFile(name: string, file: File | null) {
    const rest = Object.fromEntries(Object.entries(files).filter(([key]) => key !== name));
    setFiles(file ? { ...rest, [name]: file } : rest);
  }

  /** Asks the bot, and shows what comes back; what was typed is kept until it has it. */
  async function ask(work: () => Promise<AnswerView>, done: () => void) {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await work();
      if (answer.kind !== 'invalid') done();
      if (answer.kind === 'message' || answer.kind === 'nothing') onClose();
      show(answer, place, open.opener);
    } catch (error) {
      setProblem(`sandbox.error.${codeOf(error)}`);
    } finally {
      setBusy(false);
    }
  }

  async function submit() {
    const large = Object.entries(files).filter(([, file]) => file.size > MAX_FILE_BYTES);
    const sentence = t('sandbox.fileTooLarge', { limit: FILE_LIMIT_MB });
    // Setting them moves the focus, so only when there is something to say or to take back.
    if (large.length > 0 || Object.keys(own).length > 0) {
      setOwn(Object.fromEntries(large.map(([name]) => [name, sentence])));
    }
    if (large.length > 0) return;
    const values = form.inputs
      .filter((input) => input.kind !== 'file')
      .map((input) => [input.name, valueNow(input.name, input.value)]);
    await ask(
      async () => {
        const uploads = await Promise.all(
          Object.entries(files).map(async ([name, file]) => [
            name,
            [fileUpload(file.name, new Uint8Array(await file.arrayBuffer()))],
          ]),
        );
        return chat.client.submit({
          user: chat.user,
          request: newRequest(),
          ...place,
          act: form.act,
          unfinished: form.unfinished,
          step: form.step,
          values: Object.fromEntries(values),
          files: Object.fromEntries(uploads),
        });
      },
      () => keepTypedValues(memory, null),
    );
  }

  const back = () =>
    ask(
      () =>
        chat.client.press({
          user: chat.user,
          request: newRequest(),
          ...place,
          message: null,
          act: RESUME_ACT,
          args: [form.unfinished, String(form.step - 1)],
        }),
      () => {},
    );

  return (
    <form
      ref={box}
      noValidate
      lang={HTML_LANGUAGE[form.language]}
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="dialog-body">
        {form.steps > 1 && <Progress step={form.step} steps={form.steps} />}
        {form.intro !== undefined && (
          <p class="intro">
            <RunningText text={form.intro} origin={location.origin} />
          </p>
        )}
        <div role="alert">
          {problem !== null && <p class="alert">{t(problem)}</p>}
          {problem === null && wrong > 0 && (
            <p class="alert">{t('sandbox.fieldsWrong', { count: wrong })}</p>
          )}
        </div>
        {form.inputs.map((input) => (
          <FormField
            key={input.name}
            input={input}
            value={valueNow(input.name, input.value)}
            file={files[input.name] ?? null}
            error={errors[input.name] ?? null}
            onValue={(value) => setValue(input.name, value)}
            onFile={(file) => setFile(input.name, file)}
          />
        ))}
      </div>
      <div class="dialog-foot">
        {form.step > 0 && (
          <button type="button" class="button plain back" onClick={() => void back()}>
            {t('sandbox.back')}
          </button>
        )}
        <button type="button" class="button plain" onClick={onClose}>
          {form.cancelLabel}
        </button>
        <button type="submit" class="button primary" aria-busy={busy}>
          {form.submitLabel}
        </button>
      </div>
    </form>
  );
}

function Progress({ step, steps }: { step: number; steps: number }) {
  const { t } = useWords();
  return (
    <div class="progress">
      <span class="progress-bars" aria-hidden="true">
        {Array.from({ length: steps }, (_, index) => (
          <span key={index} class={index <= step ? 'done' : ''} />
        ))}
      </span>
      <span>{t('chat.step', { step: step + 1, steps })}</span>
    </div>
  );
}
