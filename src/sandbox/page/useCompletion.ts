import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Choice } from '../../chat/form.ts';
import type { ActView } from '../wire.ts';
import { type Reading, readLine, type Suggestion, valueSuggestions } from './completion.ts';
import type { Place } from './room.ts';
import { useRoom } from './room.ts';
import { useWords } from './strings.ts';

export interface Completion {
  reading: Reading;
  suggestions: readonly Suggestion[];
  /** Enter sends the line as it is: nothing has to be chosen first. */
  sendable: boolean;
}

/** The verbs that can be typed, in the page's language. */
export function useActs(): readonly ActView[] {
  const { chat } = useRoom();
  const { language } = useWords();
  const [acts, setActs] = useState<readonly ActView[]>([]);
  useEffect(() => {
    let stale = false;
    chat.client.acts(language).then(
      (loaded) => stale || setActs(loaded),
      // Typing works without being offered verbs; that the server is away is said elsewhere.
      () => {},
    );
    return () => {
      stale = true;
    };
  }, [chat.client, language, chat.connection]);
  return acts;
}

/** What the line could go on with. */
export function useCompletion(line: string, place: Place): Completion {
  const { chat } = useRoom();
  const { language } = useWords();
  const acts = useActs();
  const reading = useMemo(() => readLine(line, acts, language), [line, acts, language]);
  const option = reading.kind === 'options' ? reading.current : null;
  const typed = reading.kind === 'options' ? reading.typed : '';
  const act = reading.kind === 'options' ? reading.act.id : '';
  const given = useMemo(() => (reading.kind === 'options' ? reading.given : {}), [reading]);
  const about = `${act} ${option?.name} ${JSON.stringify(given)}`;
  const asks = option?.completes ? `${about} ${typed}` : '';
  const [found, setFound] = useState<{ asks: string; choices: readonly Choice[] }>();

  useEffect(() => {
    if (asks === '' || !option) return;
    let stale = false;
    chat.client
      .complete({ user: chat.user, channel: place.channel, act, option: option.name, typed, given })
      .then(
        (choices) => stale || setFound({ asks, choices }),
        // As above.
        () => {},
      );
    return () => {
      stale = true;
    };
  }, [asks, option, chat.client, chat.user, place.channel, act, typed, given]);

  if (reading.kind === 'none') return { reading, suggestions: [], sendable: true };
  if (reading.kind === 'verb') {
    return { reading, suggestions: reading.suggestions, sendable: reading.exact };
  }
  const choices = !option
    ? []
    : option.user
      ? chat.state.users.map(({ id, name }) => ({ value: id, label: name }))
      : option.choices.length > 0
        ? option.choices
        : found && asks !== '' && found.asks.startsWith(`${about} `)
          ? found.choices
          : [];
  const suggestions = option?.completes
    ? valueSuggestions({ ...reading, typed: '' }, choices)
    : valueSuggestions(reading, choices);
  const missing = reading.act.options.some(
    (one) => one.required && !(one.name in reading.given) && one !== option,
  );
  const whole = choices.some((choice) => choice.value === typed || choice.label === typed);
  const sendable = !missing && (typed === '' ? !option?.required : whole || choices.length === 0);
  return { reading, suggestions, sendable };
}
