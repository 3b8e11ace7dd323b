import type { Day } from '../calendar/index.ts';
import { formatLongDay } from '../i18n/dates.ts';
import { type Language, translator } from '../i18n/index.ts';
import type { Block, TextDocument } from './write/model.ts';

/** A letter on paper; every text of it is literal, line feeds are line breaks. */
export interface Letter {
  language: Language;
  /** Who writes: the name first, then an address, a telephone number. */
  sender: readonly string[];
  /** Where it is written, as it stands before the day. */
  place: string;
  on: Day;
  /** To whom: a name, an office, an institution, a line each. */
  addressee: readonly string[];
  /** The number under which it is kept, ours or theirs; none where there is none. */
  reference?: string;
  subject: string;
  /** The paragraphs, with the greeting and the close. */
  body: readonly string[];
  /** Who signs, a line each; a place to sign stands above. */
  signature: readonly string[];
  /** The moment that the file bears. */
  at: Date;
}

const SIGN_HERE = '______________________________';

/** A plain letter, as an office prints and signs it. */
export function letterDocument(letter: Letter): TextDocument {
  const { language, sender, place, on, addressee, reference, subject, body, signature } = letter;
  const t = translator(language);
  const [name = '', ...address] = sender;
  const day = formatLongDay(language, on);
  const paragraph = (...runs: Extract<Block, { kind: 'paragraph' }>['runs']): Block => {
    return { kind: 'paragraph', runs };
  };
  return {
    language,
    title: subject,
    author: name,
    orientation: 'portrait',
    footer: [name, reference].filter(Boolean).join(' · '),
    at: letter.at,
    blocks: [
      paragraph({ bold: name }, ...address.map((line) => `\n${line}`)),
      paragraph(place === '' ? day : t('letter.doc.placeAndDay', { place, day })),
      ...(reference ? [paragraph(t('letter.doc.reference', { reference }))] : []),
      paragraph(),
      paragraph({ bold: t('letter.doc.to') }, ...addressee.map((line) => `\n${line}`)),
      paragraph(),
      paragraph({ bold: t('letter.doc.subject', { subject }) }),
      paragraph(),
      ...body.map((text) => paragraph(text)),
      paragraph(),
      paragraph(SIGN_HERE, ...signature.map((line) => `\n${line}`)),
    ],
  };
}
