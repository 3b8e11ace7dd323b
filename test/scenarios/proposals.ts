import { expect } from 'vitest';
import { acceptAll, type Cast, contribute, messageWith, publish, told } from './script.ts';

/** What an organisation shares, and what the others say of it with a tap. */
export const PROPOSALS: readonly { name: string; play(cast: Cast): Promise<void> }[] = [
  {
    name: 'a shared contribution stands in the thread of the card, and others support it with a tap',
    async play(cast) {
      const { delegate, second, kcsf, kdi, office, staff, stage } = cast;
      const number = await publish(cast);
      const receipt = await contribute(delegate, kcsf, number);
      await stage.settled();
      await acceptAll(cast);
      const shared = told(await delegate.presses(kcsf, receipt, 'Share with members'));
      expect(shared.text).toContain(`${number}/K-001 is now shared`);
      await stage.settled();

      const inThread = async (channel: typeof kdi) => {
        const { thread } = await messageWith(channel, number);
        const found = thread.filter(({ text }) => text.includes(`${number}/K-001`));
        expect(found).toHaveLength(1);
        return found[0] as (typeof found)[number];
      };
      const card = await inThread(kdi);
      expect(card.text).toContain(`KCSF proposes: ${number}/K-001`);
      expect(card.text).toContain('A social enterprise serves the public interest.');
      expect(card.buttons).toEqual(['Support', 'Object', 'Whole text']);
      expect((await inThread(kcsf)).buttons).toEqual(['Whole text']);

      const said = told(await second.presses(kdi, card, 'Support'));
      expect(said.text).toContain(`KDI supports ${number}/K-001`);
      await stage.settled();
      await acceptAll(cast);
      expect((await inThread(kcsf)).text).toContain('Supported by 1 organisation: KDI');
      expect((await messageWith(office, `${number}/K-001`)).text).toContain(
        'Supported by 1 organisation: KDI',
      );
      const shown = told(await staff.uses(office, 'draft show', { draft: number }));
      expect(shown.text).toContain('Supported by 1 organisation: KDI');

      told(await second.presses(kdi, await inThread(kdi), 'Object'));
      await stage.settled();
      expect((await inThread(kdi)).text).toContain('1 organisation objects: KDI');
      expect((await inThread(kdi)).text).not.toContain('Supported by');

      const mine = told(await delegate.uses(kcsf, 'contributions'));
      expect(mine.text).toContain('1 organisation objects: KDI');
      const asked = told(await delegate.presses(kcsf, mine, 'Withdraw'));
      told(await delegate.presses(kcsf, asked, 'Yes, withdraw'));
      await stage.settled();
      const gone = await inThread(kdi);
      expect(gone.text).toContain(`KCSF withdrew ${number}/K-001.`);
      expect(gone.buttons).toEqual([]);
    },
  },
];
