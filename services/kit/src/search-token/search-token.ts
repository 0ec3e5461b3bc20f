import { parseCallerNumber } from '../phone-number/phone-number.ts';
import { foldText } from './fold-text.ts';
import { type Reading, readPinyin } from './read-pinyin.ts';

/** No row has more search tokens than this; serials, phones and words come before what would be cut. */
export const MAX_TOKENS_A_ROW = 320;
/** No token is longer, in characters; longer words are cut, so a prefix of them still finds. */
export const MAX_TOKEN_LENGTH = 32;
/** No query asks for more than this many conditions. */
export const MAX_CONDITIONS = 12;

const NAME_LENGTH = 40;
const PINYIN_LENGTH = 24;
const PASSAGE_LENGTH = 120;
const INITIALS_LENGTH = 12;
const SYLLABLES_LENGTH = 24;
const PHONE_TAIL = 4;
const SERIAL_TAILS = [4, 6, 8];

const HAN_RUN = /\p{Script=Han}+/gu;
/** Letters and digits of other scripts than Han. */
const WORD = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
/** The same, with the marks that join several into one word. */
const WORD_GROUP = /[[\p{L}\p{N}]--\p{Script=Han}]+(?:[\-\/._#\&+·][[\p{L}\p{N}]--\p{Script=Han}]+)*/gv;

/** What a row is found by. */
export interface SearchableText {
  /** Names, titles, numbers: words, characters, pairs of characters, and pinyin from every syllable on. */
  texts: string[];
  /** In any notation with the area code, or E.164: found by any 4 digits or more in a row. */
  phones?: string[];
  /** Found with or without dashes, by any part, by the last 4, 6 or 8. */
  serials?: string[];
  /** Free text such as a symptom: the first 120 characters, by words and pairs of characters. */
  passages?: string[];
}

/** One way a row can meet a condition of a query: `token = …`, or `token` beginning with it. */
export interface TokenCondition {
  token: string;
  match: 'equals' | 'prefix';
}

/** Tokens to write with a row: folded, distinct, at most `MAX_TOKENS_A_ROW`. */
export function tokensOf({ texts, phones = [], serials = [], passages = [] }: SearchableText): string[] {
  const tokens = new Set<string>();
  const add = (token: string) => {
    if (token && tokens.size < MAX_TOKENS_A_ROW) tokens.add(cut(token, MAX_TOKEN_LENGTH));
  };
  const names = texts.map((text) => foldText(cut(text, NAME_LENGTH * 2)));
  const long = passages.map((text) => foldText(cut(text, PASSAGE_LENGTH)));
  serials.flatMap(serialTokens).forEach(add);
  phones.flatMap(phoneTokens).forEach(add);
  names.flatMap(wordTokens).forEach(add);
  names.flatMap(hanCharacters).forEach(add);
  names.flatMap(hanPairs).forEach(add);
  names.flatMap(pinyinTokens).forEach(add);
  long.flatMap(wordTokens).forEach(add);
  long.flatMap(hanPairs).forEach(add);
  return [...tokens];
}

/**
 * A query as conditions on one row's tokens: every inner list has to be met, by any one of its alternatives.
 * The most selective condition comes first, to drive the index scan. Empty: nothing to search for.
 */
export function tokensOfQuery(text: string): TokenCondition[][] {
  const query = foldText(cut(text.trim(), 64));
  const phone = phoneCondition(query);
  if (phone) return [phone];
  const conditions = new Map<string, TokenCondition[]>();
  const add = (alternatives: TokenCondition[]) => conditions.set(JSON.stringify(alternatives), alternatives);
  for (const run of query.match(HAN_RUN) ?? []) {
    const characters = [...run];
    if (characters.length === 1) add([{ token: run, match: 'equals' }]);
    for (const pair of pairs(characters)) add([{ token: pair, match: 'equals' }]);
  }
  for (const group of query.match(WORD_GROUP) ?? []) {
    const parts = partsOf(group);
    const joined = cut(parts.join(''), MAX_TOKEN_LENGTH);
    // "The whole as one word, or each of its parts": K/3 finds K3, and K3-WISE finds K3 WISE.
    if (parts.length === 1) add([prefix(joined)]);
    else for (const part of parts) add([prefix(joined), prefix(cut(part, MAX_TOKEN_LENGTH))]);
  }
  return [...conditions.values()].sort((a, b) => shortest(b) - shortest(a)).slice(0, MAX_CONDITIONS);
}

/**
 * Sort key of a name for `order by … collate "C"`: Chinese by pinyin, then tone, then character, Latin letters among
 * them by letter. `reading` surname for people (单 is Shan), ordinary for companies. At most 40 characters count.
 */
export function sortKey(name: string, reading: Reading = 'ordinary'): string {
  const folded = foldText(cut(name.trim(), NAME_LENGTH));
  return folded.replaceAll(HAN_RUN, (run, offset: number) => {
    const characters = [...run];
    const syllables = readPinyin(run, offset === 0 ? reading : 'ordinary', true);
    const key = characters.map((character, index) => `${syllables[index] ?? ''}${character}`).join('');
    // A letter before the run ends there: B公司 is a B, not a "bgong".
    return offset === 0 ? key : ` ${key}`;
  });
}

const prefix = (token: string): TokenCondition => ({ token, match: 'prefix' });
const shortest = (alternatives: TokenCondition[]) => Math.min(...alternatives.map(({ token }) => weight(token)));
// A pair of characters is about as selective as four letters.
const weight = (token: string) => (/\p{Script=Han}/u.test(token) ? token.length * 2 : token.length);

function cut(text: string, length: number): string {
  return text.length <= length ? text : [...text].slice(0, length).join('');
}

function pairs(characters: string[]): string[] {
  return characters.slice(1).map((second, index) => `${characters[index]}${second}`);
}

function partsOf(group: string): string[] {
  return group.match(WORD) ?? [];
}

function hanCharacters(text: string): string[] {
  return (text.match(HAN_RUN) ?? []).flatMap((run) => [...run]);
}

function hanPairs(text: string): string[] {
  return (text.match(HAN_RUN) ?? []).flatMap((run) => pairs([...run]));
}

function wordTokens(text: string): string[] {
  return (text.match(WORD_GROUP) ?? []).flatMap((group) => {
    const parts = partsOf(group);
    // T-2026-000123 is found by t2026000123, 2026000123, 000123 and 123.
    const unpadded = parts.filter((part) => /^0+[1-9]\d*$/.test(part)).map((part) => part.replace(/^0+/, ''));
    return [...tails(parts), ...parts, ...unpadded];
  });
}

function tails(parts: string[]): string[] {
  return parts.map((_, index) => parts.slice(index).join(''));
}

/** 华昌贸易: hcmy, cmy, my and huachangmaoyi, changmaoyi, … so that a prefix finds from any character on. */
function pinyinTokens(text: string): string[] {
  return (text.match(HAN_RUN) ?? []).flatMap((run) => {
    const han = cut(run, PINYIN_LENGTH);
    return (['ordinary', 'surname'] as const).flatMap((reading) => {
      const syllables = readPinyin(han, reading);
      const initials = tails(syllables.map((syllable) => syllable.charAt(0)));
      return [
        // A single initial is the beginning of its own syllable, which is a token already.
        ...initials.filter((tail) => tail.length > 1).map((tail) => tail.slice(0, INITIALS_LENGTH)),
        ...tails(syllables).map((tail) => tail.slice(0, SYLLABLES_LENGTH)),
      ];
    });
  });
}

function serialTokens(serial: string): string[] {
  const parts = foldText(serial).match(WORD) ?? [];
  const whole = parts.join('');
  const ends = SERIAL_TAILS.filter((length) => length < whole.length).map((length) => whole.slice(-length));
  return [...tails(parts), ...ends];
}

/** Every tail of 4 digits or more, so that a prefix of a token is any 4 digits in a row; and the whole with 86. */
function phoneTokens(phone: string): string[] {
  const parsed = parseCallerNumber(phone);
  const known = !('problem' in parsed);
  const digits = known ? parsed.national : foldText(phone).replaceAll(/\D/g, '');
  const starts = Math.max(1, digits.length - PHONE_TAIL + 1);
  const ends = Array.from({ length: Math.min(starts, MAX_TOKEN_LENGTH) }, (_, start) => digits.slice(start));
  return known ? [...ends, parsed.e164.slice(1)] : ends;
}

/** A query that is a whole phone number in some notation: its digits, or what was typed as any other number. */
function phoneCondition(query: string): TokenCondition[] | undefined {
  const digits = query.replaceAll(/\D/g, '');
  const parsed = digits.length < 7 ? undefined : parseCallerNumber(query);
  if (!parsed || 'problem' in parsed) return undefined;
  return parsed.national === digits
    ? [prefix(digits)]
    : [prefix(parsed.national), prefix(cut(digits, MAX_TOKEN_LENGTH))];
}
