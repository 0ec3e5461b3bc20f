import { Converter } from 'opencc-js/t2cn';

// Words are never segmented: one character always folds to the same character, so a fragment that someone types
// folds as it did inside the whole name. Phrase dictionaries would fold it by its neighbours.
const fromTraditional = [{ from: 'hk' }, { from: 'tw' }, { from: 't' }] as const;
const converters: ((text: string) => string)[] = [];
const folded = new Map<string, string>();

function simplified(character: string): string {
  const known = folded.get(character);
  if (known !== undefined) return known;
  // Built on first use: nothing is searched while a process starts.
  if (converters.length === 0) {
    for (const { from } of fromTraditional) converters.push(Converter({ from, to: 'cn' }));
  }
  // Variants fold to a form that may itself be traditional, hence until nothing changes.
  let form = character;
  for (let round = 0; round < 3; round += 1) form = converters.reduce((text, convert) => convert(text), form);
  // A character is never made into two: positions stay comparable.
  const single = [...form].length === 1 ? form : character;
  folded.set(character, single);
  return single;
}

const HAN = /\p{Script=Han}/u;
const MARKS = /\p{Mark}/gu;

/**
 * One form for everything that reads the same: full width and half width, upper and lower case, traditional and
 * simplified, with and without accents (ü is v, as it is typed for pinyin).
 */
export function foldText(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFC').replaceAll('ü', 'v');
  const latin = plain.normalize('NFD').replaceAll(MARKS, '').normalize('NFC');
  let result = '';
  for (const character of latin) result += HAN.test(character) ? simplified(character) : character;
  return result;
}
