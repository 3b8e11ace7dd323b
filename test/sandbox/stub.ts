import type { ActInfo } from '../../src/chat/act.ts';
import type { Choice, Form } from '../../src/chat/form.ts';
import type {
  Answer,
  CompletionRequest,
  Invocation,
  ReactionEvent,
} from '../../src/chat/invocation.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Inbound } from '../../src/chat/platform.ts';

/** Verbs as a bot would have them; the stub below answers some. */
export const ACTS: readonly ActInfo[] = [
  act('contribute', { sq: 'kontribuo', sr: 'doprinesi', en: 'contribute' }, 'anyone'),
  act('draft.list', { sq: 'projektakt lista', sr: 'nacrt spisak', en: 'draft list' }, 'anyone'),
  {
    ...act(
      'draft.show',
      { sq: 'projektakt shfaq', sr: 'nacrt prikaži', en: 'draft show' },
      'anyone',
    ),
    options: [
      {
        name: 'draft',
        names: { sq: 'projektakti', sr: 'nacrt', en: 'draft' },
        describe: 'draft.describe.show',
        required: true,
        completes: true,
      },
      {
        name: 'language',
        names: { sq: 'gjuha', sr: 'jezik', en: 'language' },
        describe: 'membership.option.language',
        required: false,
        choices: [
          { value: 'sq', label: 'language.sq' },
          { value: 'en', label: 'language.en' },
        ],
      },
    ],
  },
  act('draft.new', { sq: 'projektakt i-ri', sr: 'nacrt novi', en: 'draft new' }, 'staff'),
  act('help', { sq: 'ndihmë', sr: 'pomoć', en: 'help' }, 'anyone'),
  { ...act('hidden', { sq: '', sr: '', en: '' }, 'anyone'), names: null },
];

function act(id: string, names: ActInfo['names'], who: ActInfo['who']): ActInfo {
  const describe = {
    contribute: 'contribution.describe.contribute',
    'draft.list': 'draft.describe.list',
    'draft.show': 'draft.describe.show',
    'draft.new': 'draft.describe.new',
  } as const;
  return {
    id,
    names,
    who,
    describe: describe[id as keyof typeof describe] ?? 'house.describe.help',
    answers: 'private',
    options: [],
  };
}

export interface Stub extends Inbound {
  /** What was brought, oldest first. */
  readonly invocations: Invocation[];
  readonly reactions: ReactionEvent[];
  readonly completions: CompletionRequest[];
  /** The bytes of the files that were handed over, in order. */
  readonly files: Uint8Array[];
}

export function sentence(summary: string): Message {
  return { language: 'sq', summary, parts: [{ kind: 'text', text: summary }] };
}

const say = (summary: string): Answer => ({ kind: 'private', message: sentence(summary) });

function step(number: number): Form {
  const base = {
    language: 'sq' as const,
    act: 'contribute',
    unfinished: 'u1',
    title: 'Kontributi juaj',
    steps: 2,
    step: number,
    cancelLabel: 'Anulo',
  };
  if (number === 0) {
    return {
      ...base,
      intro: ['Për ', { bold: 'MAPL-2026-003' }, ' – Projektligji për vetëqeverisjen lokale'],
      submitLabel: 'Tjetra',
      inputs: [
        {
          kind: 'shortText',
          name: 'article',
          label: 'Neni',
          hint: 'P.sh. «Neni 5, paragrafi 2». Lëreni bosh për tërë aktin.',
          required: false,
          maxLength: 100,
        },
        {
          kind: 'choice',
          name: 'kind',
          label: 'Lloji',
          required: true,
          options: [
            { value: 'amend', label: 'Ndryshim' },
            { value: 'add', label: 'Shtim' },
            { value: 'comment', label: 'Koment' },
          ],
        },
        {
          kind: 'longText',
          name: 'text',
          label: 'Teksti i propozuar',
          required: true,
          maxLength: 200,
        },
      ],
    };
  }
  return {
    ...base,
    submitLabel: 'Dërgo kontributin',
    inputs: [
      { kind: 'longText', name: 'why', label: 'Arsyetimi', required: true, maxLength: 3000 },
      { kind: 'date', name: 'on', label: 'Data e takimit', required: false },
      {
        kind: 'file',
        name: 'paper',
        label: 'Dokumenti',
        required: false,
        extensions: ['pdf', 'docx'],
      },
    ],
  };
}

/** A bot of a few sentences: a form of two steps, a private and a public answer, and a refusal. */
export function createStub(): Stub {
  const invocations: Invocation[] = [];
  const files: Uint8Array[] = [];
  const reactions: ReactionEvent[] = [];
  const completions: CompletionRequest[] = [];

  async function submit(invocation: Extract<Invocation, { kind: 'submit' }>): Promise<Answer> {
    const form = step(invocation.step);
    for (const file of Object.values(invocation.files).flat()) {
      files.push(await file.read(1024));
    }
    const errors = Object.fromEntries(
      form.inputs
        .filter((input) => input.required && (invocation.values[input.name] ?? '').trim() === '')
        .map((input) => [input.name, `Plotësoni fushën «${input.label}».`]),
    );
    if (Object.keys(errors).length > 0) {
      const kept = form.inputs.map((input) => ({ ...input, value: invocation.values[input.name] }));
      return { kind: 'invalid', form: { ...form, inputs: kept }, errors };
    }
    return invocation.step === 0
      ? { kind: 'form', form: step(1) }
      : say('Faleminderit! Kontributi MAPL-2026-003/K-007 u regjistrua.');
  }

  async function answer(invocation: Invocation): Promise<Answer> {
    if (invocation.kind === 'submit') return submit(invocation);
    if (invocation.kind === 'written') return say(`Shkruat: ${invocation.text}`);
    const asked = invocation.kind === 'text' ? invocation.text.split(' ')[0] : invocation.act;
    switch (asked) {
      case 'contribute':
      case 'kontribuo':
        return { kind: 'form', form: step(0) };
      case 'form.resume':
        return {
          kind: 'form',
          form: step(invocation.kind === 'press' ? Number(invocation.args[1]) : 0),
        };
      case 'again':
        return say('U ndryshua.');
      case 'public':
        return { kind: 'public', message: sentence('Për të gjithë.') };
      case 'nothing':
        return { kind: 'nothing' };
      case 'menu':
        return {
          kind: 'private',
          message: {
            ...sentence('Çfarë doni?'),
            parts: [
              { kind: 'text', text: 'Çfarë doni?' },
              { kind: 'buttons', buttons: [{ act: 'again', args: [], label: 'Ndryshoje' }] },
            ],
          },
        };
      default:
        return say(`Nuk e njoh komandën «${asked}».`);
    }
  }

  return {
    invocations,
    reactions,
    completions,
    files,
    invoke(invocation) {
      invocations.push(invocation);
      return answer(invocation);
    },
    async take(submission) {
      invocations.push(submission);
      return { kept: true, crowded: false, answer: Promise.resolve(answer(submission)) };
    },
    acknowledging() {},
    async reaction(event) {
      reactions.push(event);
    },
    async complete(request): Promise<readonly Choice[]> {
      completions.push(request);
      return ['MAPL-2026-003', 'MF-2026-011']
        .filter((value) => value.toLowerCase().startsWith(request.typed.toLowerCase()))
        .map((value) => ({ value, label: value }));
    },
    connected() {},
    lost() {},
  };
}
