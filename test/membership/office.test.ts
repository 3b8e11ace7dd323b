import { expect, it } from 'vitest';
import { withStage } from '../scenarios/platforms.ts';
import { castOf, opened, previewDraft, publish, told } from '../scenarios/script.ts';

const onSandbox = (scene: (cast: Awaited<ReturnType<typeof castOf>>) => Promise<void>) =>
  withStage('sandbox', 'sqlite', async (stage) => scene(await castOf(stage)));

it('the only channel of the secretariat is neither unlinked nor given away', () =>
  onSandbox(async ({ staff, office }) => {
    const unlinked = told(await staff.uses(office, 'channel unlink'));
    expect(unlinked.text).toContain('the only channel of the secretariat');
    const given = told(
      await staff.uses(office, 'channel link', { purpose: 'member', organisation: 'KCSF' }),
    );
    expect(given.text).toContain('the only channel of the secretariat');
  }));

it('a role is understood in every language, and an emoji setting takes only an emoji', () =>
  onSandbox(async ({ staff, office, delegate, general }) => {
    told(await delegate.uses(general, 'member join', { organisation: 'KCSF' }));
    for (const role of ['vëzhgues', 'predstavnik', 'observer']) {
      const set = told(await staff.uses(office, 'member role', { person: delegate.id, role }));
      expect(set.text).toContain('now has the role');
    }
    const word = told(await staff.uses(office, 'setting', { name: 'emojiReading', value: 'abc' }));
    expect(word.text).toContain('no possible value');
    const emoji = told(await staff.uses(office, 'setting', { name: 'emojiReading', value: '🔖' }));
    expect(emoji.text).toContain('🔖');
  }));

it('an extension keeps the due time that was set for the draft, and a long list has pages', () =>
  onSandbox(async (cast) => {
    const { staff, office } = cast;
    const number = await publish(cast, { due: '2026-12-10 09:00' });
    const form = opened(await staff.uses(office, 'draft extend', { draft: number }));
    const due = form.inputs.find(({ label }) => label.startsWith('Contributions due'));
    expect(due?.value).toBe('2026-12-10 09:00');
    for (let more = 0; more < 11; more += 1) {
      told(await staff.presses(office, await previewDraft(cast), 'Publish'));
    }
    const first = told(await staff.uses(office, 'draft list'));
    expect(first.text).toContain('12 open drafts');
    expect(first.buttons).toHaveLength(11);
    const second = told(await staff.presses(office, first, 'More'));
    expect(second.buttons).toHaveLength(2);
  }));
