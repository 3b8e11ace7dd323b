import { describe, expect, it } from 'vitest';
import type { ActInfo, ActOption } from '../../src/chat/act.ts';
import { parseTyped } from '../../src/chat/typed.ts';

const option = (name: string, sq: string, sr: string): ActOption => ({
  name,
  names: { sq, sr, en: name },
  describe: 'chat.submit',
  required: false,
});

function act(sq: string, sr: string, en: string, options: readonly ActOption[] = []): ActInfo {
  const names = { sq, sr, en };
  return { id: en, names, describe: 'chat.submit', who: 'anyone', answers: 'private', options };
}

const help = act('ndihmë', 'pomoć', 'help');
const link = act('kanali lidh', 'kanal poveži', 'channel link', [
  option('purpose', 'qëllimi', 'namena'),
  option('language', 'gjuha', 'jezik'),
  option('organisation', 'organizata', 'organizacija'),
]);
const channel = act('kanali', 'kanal', 'channel', [option('name', 'emri', 'naziv')]);
const hidden: ActInfo = { ...help, id: 'hidden', names: null };
const ACTS = [hidden, channel, help, link];

const valuesOf = (line: string) => {
  const read = parseTyped(line, ACTS);
  return 'act' in read ? { [read.act.id]: read.values } : read;
};

describe('typed text', () => {
  it.each(['help', 'HELP', 'ndihmë', 'ndihme', 'pomoć', 'pomoc', 'помоћ', '  help  '])(
    'knows the verb in every language and spelling: %s',
    (line) => {
      expect(valuesOf(line)).toEqual({ help: {} });
    },
  );

  it('takes the longest verb that fits', () => {
    expect(valuesOf('channel link member')).toEqual({ 'channel link': { purpose: 'member' } });
    expect(valuesOf('channel links')).toEqual({ channel: { name: 'links' } });
  });

  it('gives back what it does not know, shortened', () => {
    expect(parseTyped('fly me to the moon', ACTS)).toEqual({ unknown: 'fly me' });
    expect(parseTyped('', ACTS)).toEqual({ unknown: '' });
    const { unknown = '' } = parseTyped('x'.repeat(5_000), ACTS) as { unknown?: string };
    expect(unknown).toHaveLength(60);
  });

  it('fills options in their order', () => {
    expect(valuesOf('channel link member sq KDI')).toEqual({
      'channel link': { purpose: 'member', language: 'sq', organisation: 'KDI' },
    });
  });

  it('gives the last option the rest, as it was typed', () => {
    expect(valuesOf('channel link member sq Down  Syndrome, Kosova')).toEqual({
      'channel link': {
        purpose: 'member',
        language: 'sq',
        organisation: 'Down  Syndrome, Kosova',
      },
    });
  });

  it.each(['language:sr', 'Language=sr', 'gjuha:sr', 'JEZIK:sr', 'language:"sr"'])(
    'takes options by name: %s',
    (named) => {
      expect(valuesOf(`channel link ${named} member Down Syndrome`)).toEqual({
        'channel link': { purpose: 'member', language: 'sr', organisation: 'Down Syndrome' },
      });
    },
  );

  it.each(['"Down Syndrome"', '“Down Syndrome”', '„Down Syndrome“', '„Down Syndrome”'])(
    'keeps what stands between quotation marks together: %s',
    (quoted) => {
      expect(valuesOf(`channel link ${quoted} sq`)).toEqual({
        'channel link': { purpose: 'Down Syndrome', language: 'sq' },
      });
      expect(valuesOf(`channel link organisation:${quoted} member`)).toEqual({
        'channel link': { purpose: 'member', organisation: 'Down Syndrome' },
      });
    },
  );

  it('takes a quotation mark that is never closed for a letter', () => {
    expect(valuesOf('channel “Down Syndrome')).toEqual({ channel: { name: '“Down Syndrome' } });
    expect(valuesOf('channel link “member sq')).toEqual({
      'channel link': { purpose: '“member', language: 'sq' },
    });
  });

  it('takes an address or an unknown name for text', () => {
    expect(valuesOf('channel https://example.org/a?b=c')).toEqual({
      channel: { name: 'https://example.org/a?b=c' },
    });
    expect(valuesOf('channel colour:red')).toEqual({ channel: { name: 'colour:red' } });
  });

  it('lets an empty value be empty', () => {
    expect(valuesOf('channel name:""')).toEqual({ channel: { name: '' } });
  });

  it('is not taken in by names that every object has', () => {
    expect(valuesOf('channel constructor:x')).toEqual({ channel: { name: 'constructor:x' } });
  });
});
