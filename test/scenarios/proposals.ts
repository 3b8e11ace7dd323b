import { expect } from 'vitest';
import { ARTICLES, haveArticles } from '../contributions/law.ts';
import { besideBot } from './platforms.ts';
import { acceptAll, type Cast, contribute, messageWith, opened, publish, told } from './script.ts';

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
  {
    name: 'a long text comes by direct message, goes on in a second one, and is submitted with a tap',
    async play(cast) {
      const { delegate, kcsf, office, stage } = cast;
      const number = await publish(cast);
      await besideBot(stage, async (storage) => {
        const { id } = await storage.db.draft.findFirstOrThrow({ where: { number } });
        await haveArticles(storage, id);
      });
      opened(await delegate.presses(kcsf, await messageWith(kcsf, number), 'Contribute'));
      const view = told(await delegate.submits({ 'Which article': '5' }));
      opened(await delegate.presses(kcsf, view, 'Propose a change'));
      const first = `Ndërmarrja regjistrohet falas. ${'Gjatë. '.repeat(220)}Fund.`;
      told(await delegate.writes(first));
      const answer = told(await delegate.writes('Dhe pa vonesë.'));
      const count = first.length + 15;
      expect(answer.text).toContain(`${number} · Neni 5 now has ${count} characters`);
      expect(answer.buttons).toEqual(['Submit', 'Open the form', 'Take it out']);
      const receipt = told(await delegate.presses(kcsf, answer, 'Submit'));
      expect(receipt.text).toContain(`${number}/K-001`);
      await stage.settled();
      expect((await messageWith(office, `${number}/K-001`)).text).toContain('regjistrohet falas');
    },
  },
  {
    name: 'one article is changed with four taps, its text already in the form',
    async play(cast) {
      const { delegate, second, kcsf, kdi, office, stage } = cast;
      const number = await publish(cast);
      await besideBot(stage, async (storage) => {
        const { id } = await storage.db.draft.findFirstOrThrow({ where: { number } });
        await haveArticles(storage, id);
      });
      const card = await messageWith(kcsf, number);
      opened(await delegate.presses(kcsf, card, 'Contribute'));
      const view = told(await delegate.submits({ 'Which article': '5' }));
      expect(view.text).toContain('Neni 5 – Regjistrimi');
      expect(view.text).toContain(ARTICLES[1][2]);
      const form = opened(await delegate.presses(kcsf, view, 'Propose a change'));
      const field = 'The text as it should read';
      const text = form.inputs.find(({ label }) => label === field)?.value ?? '';
      expect(text).toBe(ARTICLES[1][2]);
      const receipt = told(await delegate.submits({ [field]: text.replace('mund', 'duhet') }));
      expect(receipt.text).toContain(`${number}/K-001`);
      expect(receipt.text).toContain('Amendment · Neni 5');
      expect(receipt.text).toContain('mundduhet');
      await stage.settled();
      await acceptAll(cast);

      told(await delegate.presses(kcsf, receipt, 'Share with members'));
      await stage.settled();
      opened(await second.presses(kdi, await messageWith(kdi, number), 'Contribute'));
      const similar = told(await second.submits({ 'Which article': 'regjistrimi i' }));
      expect(similar.text).not.toContain('already proposes');
      opened(await second.presses(kdi, await messageWith(kdi, number), 'Contribute'));
      const same = told(await second.submits({ 'Which article': '5' }));
      expect(same.text).toContain('1 organisation already proposes something for this article');
      const said = told(await second.presses(kdi, same, 'Support'));
      expect(said.text).toContain(`KDI supports ${number}/K-001`);
      await stage.settled();
      await acceptAll(cast);
      expect((await messageWith(office, `${number}/K-001`)).text).toContain(
        'Supported by 1 organisation: KDI',
      );
    },
  },
];
