import { expect } from 'vitest';
import { acceptAll, contribute, publish, told } from './script.ts';
import type { Scenario } from './table.ts';

const NUMBER = 'MPMS-2026-001';

export const DOCUMENT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a bundle comes as a preview, and once it is frozen as documents under its hash, to the secretariat only',
    async play(cast) {
      const { staff, office, kcsf, delegate, stage } = cast;
      await publish(cast);
      await contribute(delegate, kcsf, NUMBER);
      await stage.settled();
      await acceptAll(cast);
      const files = async () =>
        (await office.messages())
          .map(({ text }) => text)
          .filter((text) => /Word|PDF|CSV/.test(text));

      const open = told(await staff.uses(office, 'bundle show', { draft: NUMBER }));
      const choice = told(await staff.presses(office, open, 'Documents'));
      expect(choice.text).toContain('its documents are marked as a preview');
      expect(choice.buttons).not.toContain('JSON');
      const coming = told(await staff.presses(office, choice, 'PDF'));
      expect(coming.text).toContain('MPMS-2026-001_P-1_en_preview.pdf is coming in this channel');
      await stage.settled();
      expect(await files()).toEqual([expect.stringContaining('Not frozen yet')]);

      const shown = told(await staff.uses(office, 'bundle show', { draft: NUMBER }));
      const question = told(await staff.presses(office, shown, 'Freeze'));
      const frozen = told(await staff.presses(office, question, 'Yes, freeze it'));
      const hash = /[0-9a-f]{64}/.exec(frozen.text)?.[0];
      const again = told(await staff.presses(office, frozen, 'Documents'));
      const serbian = told(await staff.presses(office, again, 'Serbian'));
      told(await staff.presses(office, serbian, 'Word'));
      told(await staff.uses(kcsf, 'bundle documents', { bundle: NUMBER, format: 'csv' }));
      await stage.settled();
      expect((await files()).slice(1)).toEqual([
        expect.stringContaining(`Word (DOCX), Serbian. SHA-256 ${hash}`),
      ]);
      expect((await staff.direct()).some(({ text }) => text.includes('CSV'))).toBe(true);
      expect((await kcsf.messages()).some(({ text }) => text.includes('SHA-256'))).toBe(false);

      const member = told(
        await delegate.uses(kcsf, 'bundle documents', { bundle: NUMBER, format: 'csv' }),
      );
      expect(member.text).not.toContain('coming');
    },
  },
];
