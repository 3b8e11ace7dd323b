import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acts } from '../../commands/index.ts';
import { type Key, LANGUAGES, type Params } from '../../src/i18n/index.ts';
import { opened, told } from './desk.ts';
import { REFUSED } from './refusals.ts';
import { everything, expectRefused, expectSentence } from './refusing.ts';
import { draftValues, fill, press } from './story.ts';
import { type Ids, openWorld } from './world.ts';

describe.each(LANGUAGES)('what is refused, in %s', (language) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await openWorld(language);
  });
  afterAll(() => ids.desk.dispose());

  it.each(REFUSED)('$what', ({ ask, key, params }) =>
    expectRefused(ids.desk, language, () => ask(ids), {
      key,
      params: typeof params === 'function' ? params(ids, language) : params,
    }),
  );

  const options = acts.flatMap((act) => act.options.map((option) => ({ act, option })));

  it.each(options)('$act.id: every way to spoil $option.name', async ({ act, option }) => {
    const filled = Object.fromEntries(act.options.map(({ name }) => [name, 'x']));
    const spoiled = async (value: string, key: Key, params?: Params) => {
      const values = { ...filled, [option.name]: value };
      const by = (user: string) => ({
        command: () => ids.desk.uses(user, 'office', act.id, values),
        button: () => ids.desk.presses(user, 'office', act.id, Object.values(values)),
      });
      await expectRefused(ids.desk, language, by('boss').command, { key, params });
      await expectRefused(ids.desk, language, by('boss').button, { key, params });
    };
    await spoiled('x'.repeat(5_000), 'form.tooLongOption', { max: 4_000 });
    await spoiled('x\u0007y', 'form.unshowable');
    await spoiled('x\u2066y', 'form.unshowable');
    if (option.required) {
      await spoiled(' ', 'chat.missingOption', { option: option.names[language] });
    }
  });

  it('keeps what is typed behind a verb within its bounds', async () => {
    const line = `organisation add ${'x'.repeat(5_000)}`;
    await expectRefused(ids.desk, language, () => ids.desk.types('boss', 'office', line), {
      key: 'form.tooLongOption',
      params: { max: 120 },
    });
  });

  it('refuses an old preview whose form was spoiled meanwhile, and says why', async () => {
    const { desk } = ids;
    await desk.speaks('sara', language);
    const form = opened(await desk.uses('sara', 'office', 'draft.new'));
    const preview = told(await fill(desk, 'sara', 'office', form, [...draftValues()]));
    const title = 'x'.repeat(401);
    for (const [step, values, key, params] of [
      [1, { closesOn: 'soon' }, 'form.badDate', undefined],
      [1, { closesOn: '2026-12-14' }, undefined, undefined],
      [0, { titleSq: title }, 'form.tooLong', { max: 400, length: 401 }],
    ] as const) {
      await desk.submits('sara', 'office', { ...form, step }, values);
      if (!key) continue;
      for (const act of ['draft.publish', 'draft.preview']) {
        const ask = () => press(desk, 'sara', 'office', preview, act);
        await expectRefused(desk, language, ask, { key, params });
      }
      // The last step alone does not get past it either: the step with the fault comes back.
      const before = await everything(desk);
      const last = await desk.submits('sara', 'office', { ...form, step: 2 }, { summary: 'S' });
      if (last.kind !== 'invalid') throw new Error('the last step was taken');
      const [sentence = ''] = Object.values(last.errors);
      expectSentence(sentence, language, key, params);
      expect(last.form.step).toBe(step);
      expect(await everything(desk)).toEqual(before);
    }
    expect(desk.errors).toEqual([]);
  });
});
