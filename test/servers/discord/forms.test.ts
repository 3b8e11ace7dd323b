import { beforeAll, describe, expect, it } from 'vitest';
import { DiscordServer } from './index.ts';
import { button, errorPaths, option, raw, row, select, times, x } from './support.ts';
import type { Channel } from './world.ts';

// What Discord refuses of modals and commands, against one server.

let server: DiscordServer;
let channel: Channel;

beforeAll(async () => {
  server = await DiscordServer.start();
  channel = server.addChannel('general');
  return () => server.stop();
});

describe('modals', () => {
  const input = (change: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...change });
  const label = (component: unknown, change: object = {}) => ({
    type: 18,
    label: 'L',
    component,
    ...change,
  });
  const modal = (components: unknown[], change: object = {}) => ({
    custom_id: 'm',
    title: 'T',
    components,
    ...change,
  });
  const inputs = (count: number) =>
    times(count, (index) => label(input({ custom_id: `${index}` })));

  it.each<[string, unknown, string]>([
    ['six parts', modal(inputs(6)), 'data.components BASE_TYPE_BAD_LENGTH'],
    ['no part', modal([]), 'data.components BASE_TYPE_BAD_LENGTH'],
    ['a title of 46', modal(inputs(1), { title: x(46) }), 'data.title BASE_TYPE_BAD_LENGTH'],
    [
      'a custom_id of 101',
      modal(inputs(1), { custom_id: x(101) }),
      'data.custom_id BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a label of 46',
      modal([label(input(), { label: x(46) })]),
      'data.components.0.label BASE_TYPE_BAD_LENGTH',
    ],
    [
      'a description of 101',
      modal([label(input(), { description: x(101) })]),
      'data.components.0.description BASE_TYPE_MAX_LENGTH',
    ],
    [
      'max_length of 4001',
      modal([label(input({ max_length: 4001 }))]),
      'data.components.0.component.max_length NUMBER_TYPE_MAX',
    ],
    [
      'min_length over max_length',
      modal([label(input({ min_length: 5, max_length: 4 }))]),
      'data.components.0.component.min_length TEXT_INPUT_MIN_LENGTH_INVALID',
    ],
    [
      'a value over max_length',
      modal([label(input({ max_length: 4, value: 'fiver' }))]),
      'data.components.0.component.value BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a placeholder of 101',
      modal([label(input({ placeholder: x(101) }))]),
      'data.components.0.component.placeholder BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a repeated custom_id',
      modal([label(input()), label(input())]),
      'data.components.1.component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['a bare input', modal([input()]), 'data.components.0.type UNION_TYPE_CHOICES'],
    ['a button', modal([label(button())]), 'data.components.0.component.type UNION_TYPE_CHOICES'],
    [
      'a disabled select',
      modal([label(select({ disabled: true }))]),
      'data.components.0.component.disabled COMPONENT_DISABLED_NOT_ALLOWED',
    ],
    [
      'min_values 0 of a required select',
      modal([label(select({ min_values: 0 }))]),
      'data.components.0.component.min_values NUMBER_TYPE_MIN',
    ],
    [
      'a row without label',
      modal([row(input())]),
      'data.components.0.components.0.label BASE_TYPE_REQUIRED',
    ],
    [
      'one radio button',
      modal([label({ type: 21, custom_id: 'r', options: [option('1')] })]),
      'data.components.0.component.options BASE_TYPE_BAD_LENGTH',
    ],
  ])('refuses %s', async (_, data, error) => {
    const exchange = server.exchanges.begin({
      type: 2,
      user: server.world.user(server.world.guild.ownerId),
      channel,
      data: {},
    });
    const path = `/interactions/${exchange.id}/${exchange.token}/callback`;
    const answer = await raw(server, 'POST', path, { type: 9, data });
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(errorPaths(answer.errors)).toContain(error);
    // A refused callback acknowledges nothing: the bot may try again.
    expect(exchange.state).toBe('waiting');
  });
});

describe('commands', () => {
  const command = (change: object = {}) => ({ name: 'go', description: 'Goes', ...change });
  const value = (change: object = {}) => ({ type: 3, name: 'o', description: 'O', ...change });
  const put = (body: unknown) =>
    raw(server, 'PUT', `/applications/${server.bot.id}/commands`, body);

  it.each<[string, unknown, string]>([
    ['capitals', command({ name: 'Go' }), '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a space', command({ name: 'go on' }), '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name of 33', command({ name: x(33) }), '0.name BASE_TYPE_BAD_LENGTH'],
    ['no description', command({ description: '' }), '0.description BASE_TYPE_BAD_LENGTH'],
    [
      'a description of 101',
      command({ description: x(101) }),
      '0.description BASE_TYPE_BAD_LENGTH',
    ],
    [
      '26 options',
      command({ options: times(26, (index) => value({ name: `o${index}` })) }),
      '0.options BASE_TYPE_MAX_LENGTH',
    ],
    [
      'required after optional',
      command({ options: [value(), value({ name: 'p', required: true })] }),
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'an option twice',
      command({ options: [value(), value()] }),
      '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ],
    [
      '26 choices',
      command({
        options: [value({ choices: times(26, (n) => ({ name: `${n}`, value: `${n}` })) })],
      }),
      '0.options.0.choices BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a choice of 101',
      command({ options: [value({ choices: [{ name: x(101), value: '1' }] })] }),
      '0.options.0.choices.0.name BASE_TYPE_BAD_LENGTH',
    ],
    [
      'choices with autocomplete',
      command({ options: [value({ autocomplete: true, choices: [{ name: '1', value: '1' }] })] }),
      '0.options.0 APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_AND_CHOICES',
    ],
    [
      'subcommands beside values',
      command({ options: [value(), value({ type: 1, name: 'sub' })] }),
      '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'a group of values',
      command({ options: [value({ type: 2, options: [value()] })] }),
      '0.options.0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    ],
    [
      'more than 8000 characters',
      command({
        options: times(25, (index) =>
          value({
            name: `o${index}`,
            choices: times(2, (n) => ({ name: x(100), value: `${n}${x(99)}` })),
          }),
        ),
      }),
      '0 APPLICATION_COMMAND_TOO_LARGE',
    ],
  ])('refuses %s', async (_, body, error) => {
    const answer = await put([body]);
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(errorPaths(answer.errors)).toContain(error);
  });

  it('refuses a name twice and a hundred and first command', async () => {
    const twice = await put([command(), command()]);
    expect(errorPaths(twice.errors)).toEqual(['1 APPLICATION_COMMANDS_DUPLICATE_NAME']);
    const many = times(101, (index) => command({ name: `go${index}` }));
    expect(await put(many)).toMatchObject({ status: 400, code: 30032 });
    expect(server.commands.of(undefined)).toEqual([]);
  });

  it('takes Albanian, Cyrillic and hyphened names, and keeps ids of names that stay', async () => {
    const path = `/applications/${server.bot.id}/guilds/${server.guild.id}/commands`;
    const names = ['projektligj', 'kërkesë', 'нацрт', 'draft-new'];
    await raw(
      server,
      'PUT',
      path,
      names.map((name) => command({ name })),
    );
    const [, former] = server.commands.of(server.guild.id);
    await raw(server, 'PUT', path, [command({ name: 'kërkesë' }), command({ name: 'new' })]);
    const kept = server.commands.of(server.guild.id);
    expect(kept.map(({ name }) => name)).toEqual(['kërkesë', 'new']);
    expect(kept[0]?.id).toBe(former?.id);
  });
});
