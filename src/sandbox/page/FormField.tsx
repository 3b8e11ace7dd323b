import { useId, useState } from 'preact/hooks';
import type { Input } from '../../chat/form.ts';
import { MAX_FILE_BYTES } from '../wire.ts';
import { fileSize } from './format.ts';
import { CloseIcon, FileIcon, WarningIcon } from './icons.tsx';
import { useWords } from './strings.ts';

export const FILE_LIMIT_MB = MAX_FILE_BYTES / (1024 * 1024);

interface FieldProps {
  input: Input;
  value: string;
  file: File | null;
  error: string | null;
  onValue(value: string): void;
  onFile(file: File | null): void;
}

/** What every kind of control has in common, for those who do not see it. */
interface ControlProps {
  id: string;
  name: string;
  'aria-required': boolean;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** One question of a form with its hint, its count and what is wrong with it. */
export function FormField({ input, value, file, error, onValue, onFile }: FieldProps) {
  const { t } = useWords();
  const id = useId();
  const count = counted(input, value);
  const described = [
    input.hint !== undefined && `${id}-hint`,
    count !== null && `${id}-count`,
    input.kind === 'file' && `${id}-file`,
    error !== null && `${id}-error`,
  ].filter((part) => part !== false);
  const control: ControlProps = {
    id,
    name: input.name,
    'aria-required': input.required,
    'aria-invalid': error !== null,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  };
  return (
    <div class={`field${error === null ? '' : ' wrong'}`}>
      <label for={id}>
        {input.label}
        {!input.required && <span class="quiet"> {t('sandbox.optionalField')}</span>}
      </label>
      {input.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {input.hint}
        </p>
      )}
      {input.kind === 'file' ? (
        <FileControl
          control={control}
          extensions={input.extensions}
          kept={(input.value ?? '') !== ''}
          file={file}
          onFile={onFile}
        />
      ) : (
        <Control input={input} control={control} value={value} onValue={onValue} />
      )}
      <div class="field-foot">
        {error !== null && (
          <p class="error" id={`${id}-error`}>
            <WarningIcon />
            {error}
          </p>
        )}
        {count !== null && (
          <p class={`characters${count.over ? ' over' : ''}`} id={`${id}-count`}>
            {t('sandbox.characters', { count: count.length, max: count.max })}
          </p>
        )}
      </div>
    </div>
  );
}

function Control({
  input,
  control,
  value,
  onValue,
}: {
  input: Exclude<Input, { kind: 'file' }>;
  control: ControlProps;
  value: string;
  onValue(value: string): void;
}) {
  const { t } = useWords();
  // There is no maxlength: it would cut what is pasted without a word.
  switch (input.kind) {
    case 'shortText':
      return (
        <input
          {...control}
          type="text"
          autocomplete="off"
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      );
    case 'longText':
      return (
        <textarea
          {...control}
          rows={4}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      );
    case 'date':
      return (
        <input
          {...control}
          type="date"
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <select {...control} onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="" selected={value === ''}>
            {t('sandbox.choose')}
          </option>
          {input.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      );
  }
}

function FileControl({
  control,
  extensions,
  kept,
  file,
  onFile,
}: {
  control: ControlProps;
  extensions: readonly string[];
  kept: boolean;
  file: File | null;
  onFile(file: File | null): void;
}) {
  const words = useWords();
  const { t } = words;
  const [over, setOver] = useState(false);
  const dotted = extensions.map((extension) => `.${extension.replace(/^\./, '')}`);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys have the input inside.
    <div
      class={`drop${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer?.files[0] ?? null);
      }}
    >
      <input
        {...control}
        type="file"
        accept={dotted.join(',')}
        onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      <FileIcon />
      {file ? (
        <span class="drop-text">
          <strong>{file.name}</strong>
          <span>{fileSize(words, file.size)}</span>
        </span>
      ) : (
        <span class="drop-text">
          <strong>{t('sandbox.chooseFile')}</strong>
          <span id={`${control.id}-file`}>
            {t('sandbox.fileKinds', { extensions: dotted.join(', '), limit: FILE_LIMIT_MB })}
            {kept && ` ${t('sandbox.fileKept')}`}
          </span>
        </span>
      )}
      {file && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('sandbox.removeFile', { name: file.name })}
          onClick={() => onFile(null)}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}

/** From here on a long text says how long it is. */
const COUNT_FROM = 0.7;

function counted(input: Input, value: string) {
  if (input.kind !== 'shortText' && input.kind !== 'longText') return null;
  const length = [...value].length;
  if (length < input.maxLength * COUNT_FROM) return null;
  return { length, max: input.maxLength, over: length > input.maxLength };
}
