import { expect, it, vi } from 'vitest';
import { asDay } from '../../src/calendar/index.ts';
import { isRefusal } from '../../src/chat/refusal.ts';
import { letterDocument } from '../../src/documents/letter.ts';
import { readText } from '../../src/documents/readText.ts';
import { writeDocx, writePdf } from '../../src/documents/write/write.ts';

// A thread begins for each file; on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 });

const letter = letterDocument({
  language: 'sq',
  sender: ['Platforma CiviKos', 'Rr. „Fehmi Agani“, Prishtinë'],
  place: 'Prishtinë',
  on: asDay('2026-12-01'),
  addressee: ['Zyra për Qeverisje të Mirë', 'Zyra e Kryeministrit'],
  reference: 'MAPL-2026-003/P-1',
  subject: 'Raporti i konsultimit publik për MAPL-2026-003',
  body: ['Të nderuar,', 'Raporti ka qenë i pritur më 20 nëntor 2026.\nEnde nuk e kemi marrë.'],
  signature: ['Arta Krasniqi', 'Sekretariati'],
  at: new Date('2026-12-01T09:00:00Z'),
});

it.each([
  ['DOCX', writeDocx],
  ['PDF', writePdf],
] as const)('reads as a letter, as %s', async (_kind, write) => {
  const read = await readText(await write(letter));
  if (isRefusal(read)) throw new Error(read.refused);
  const lines = read.text.split('\n').filter((line) => line !== '');
  expect(lines.slice(0, 13)).toEqual([
    'Platforma CiviKos',
    'Rr. „Fehmi Agani“, Prishtinë',
    'Prishtinë, më 1 dhjetor 2026',
    'Nr.: MAPL-2026-003/P-1',
    'Për:',
    'Zyra për Qeverisje të Mirë',
    'Zyra e Kryeministrit',
    'Lënda: Raporti i konsultimit publik për MAPL-2026-003',
    'Të nderuar,',
    'Raporti ka qenë i pritur më 20 nëntor 2026.',
    'Ende nuk e kemi marrë.',
    '______________________________',
    'Arta Krasniqi',
  ]);
});
