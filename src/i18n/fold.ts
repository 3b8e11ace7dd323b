const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  ђ: 'dj',
  е: 'e',
  ж: 'z',
  з: 'z',
  и: 'i',
  ј: 'j',
  к: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'c',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'c',
  џ: 'dz',
  ш: 's',
};

/**
 * A text as search and comparison see it: lower case, no diacritics, Cyrillic as Latin, only
 * letters, digits and single spaces. `ë` and `w` fold to the same letter because texts from
 * broken keyboards swap them ("ëeb" for "web"); `đ`, `dj` and `d` fold together because people
 * write the one for the other.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[а-џ]/g, (letter) => CYRILLIC[letter] ?? letter)
    .replace(/đ/g, 'dj')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/w/g, 'e')
    .replace(/dj/g, 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every word of `query` stands in `key`, a text that was folded when it was stored. */
export function foldedMatch(key: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => key.includes(word));
}
