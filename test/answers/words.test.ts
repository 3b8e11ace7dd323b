import { describe, expect, it } from 'vitest';
import { readOutcome } from '../../src/answers/words.ts';
import { OUTCOME_CODES, outcomeText } from '../../src/contributions/outcomes.ts';
import { LANGUAGES, translator } from '../../src/i18n/index.ts';

describe('what an institution writes of a contribution', () => {
  it.each([
    ['Pranuar', 'accepted'],
    ['PRANOHET', 'accepted'],
    ['E pranuar', 'accepted'],
    ['Është përfshirë', 'accepted'],
    ['Pranuar pjesërisht', 'partly'],
    ['Pjesrisht e pranuar', 'partly'],
    ['pjeserisht', 'partly'],
    ['Refuzuar', 'rejected'],
    ['Refuzohet', 'rejected'],
    ['Nuk pranohet', 'rejected'],
    ['Nuk është pranuar', 'rejected'],
    ['S’pranohet', 'rejected'],
    ['Nuk u përfshi', 'rejected'],
    ['I papranuar', 'rejected'],
    ['Merret parasysh', 'noted'],
    ['Nuk merret parasysh', 'rejected'],
    ['Marrë në dijeni', 'noted'],
    ['Jashtë fushëveprimit', 'out_of_scope'],
    ['Nuk është objekt i këtij ligji', 'out_of_scope'],
    ['Pa përgjigje', 'unanswered'],
    ['Prihvaćeno', 'accepted'],
    ['Prihvaćen', 'accepted'],
    ['PRIHVATA SE', 'accepted'],
    ['Usvojeno', 'accepted'],
    ['Delimično prihvaćeno', 'partly'],
    ['Djelomično prihvaćen', 'partly'],
    ['Odbijeno', 'rejected'],
    ['Nije prihvaćen', 'rejected'],
    ['Ne prihvata se', 'rejected'],
    ['Primljeno k znanju', 'noted'],
    ['Primljeno na znanje', 'noted'],
    ['Van delokruga', 'out_of_scope'],
    ['Bez odgovora', 'unanswered'],
    ['Прихваћено', 'accepted'],
    ['Nuk është e pranueshme', 'rejected'],
    ['Nuk e pranojmë', 'rejected'],
    ['Nuk u mor parasysh', 'rejected'],
    ['Nuk është marrë parasysh', 'rejected'],
    ['Ne može se prihvatiti', 'rejected'],
    ['Nije moguće prihvatiti', 'rejected'],
    ['Nije uzeto u obzir', 'rejected'],
    ['Cannot be accepted', 'rejected'],
    ['Has not been accepted', 'rejected'],
    ['Not taken into account', 'rejected'],
    ['Në tërësi pranohet', 'accepted'],
    ['Pranohet, nuk ka vërejtje', 'accepted'],
    ['Accepted', 'accepted'],
    ['Not accepted', 'rejected'],
    ['was not included', 'rejected'],
    ['Partially accepted', 'partly'],
    ['Noted', 'noted'],
    ['Out of scope', 'out_of_scope'],
    ['No response', 'unanswered'],
  ] as const)('%s is certainly “%s”', (text, code) => {
    expect(readOutcome(text)).toEqual({ code, confidence: 'sure' });
  });

  it.each(LANGUAGES)('our own words, codes and signs are certain, in %s', (language) => {
    const t = translator(language);
    for (const code of OUTCOME_CODES) {
      const sure = { code, confidence: 'sure' };
      expect(readOutcome(t(`answers.code.${code}`).toUpperCase())).toEqual(sure);
      expect(readOutcome(outcomeText(code, t))).toEqual(sure);
      expect(readOutcome(code)).toEqual(sure);
    }
    expect(readOutcome('❌')).toEqual({ code: 'rejected', confidence: 'sure' });
    expect(readOutcome('↪')).toEqual({ code: 'out_of_scope', confidence: 'sure' });
  });

  it('is likely in a long text, and doubtful where both is said', () => {
    expect(
      readOutcome('Propozimi pranohet dhe neni 5 plotësohet me një paragraf të ri për regjistrin.'),
    ).toEqual({ code: 'accepted', confidence: 'likely' });
    expect(readOutcome('Pranuar / Refuzuar')?.confidence).toBe('doubtful');
    expect(
      readOutcome(
        'Pranohet paragrafi i parë, ndërsa paragrafi i dytë nuk pranohet për arsye buxhetore.',
      )?.confidence,
    ).toBe('doubtful');
    expect(readOutcome('✅ Refuzuar')?.confidence).toBe('doubtful');
  });

  it.each([
    'Nije u potpunosti prihvaćeno',
    'Nuk ka nevojë të përfshihet',
    'Nuk pranohet plotësisht',
    'Nuk pranohet pjesërisht',
    'Nije delimično prihvaćeno',
    'Not fully accepted',
    'Not yet accepted',
    'Nuk refuzohet',
    'Nije odbijeno',
    'Not rejected',
  ])('“%s” is for a person to decide', (text) => {
    expect(readOutcome(text)?.confidence).toBe('doubtful');
  });

  it('is only likely where it is accepted in principle', () => {
    for (const text of ['Pranohet në parim', 'Načelno prihvaćeno', 'Accepted in principle']) {
      expect(readOutcome(text)).toEqual({ code: 'accepted', confidence: 'likely' });
    }
  });

  it.each(['', '-', 'n/a', 'Neni 5', 'Shiko më poshtë', 'Komenti i KCSF'])(
    '“%s” is none',
    (text) => {
      expect(readOutcome(text)).toBeNull();
    },
  );
});
