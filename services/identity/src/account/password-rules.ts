import { invalid } from '@landfall/kit/problem/problem';

/** How long a password is; no rule of composition beside it (NIST SP 800-63B). */
const LENGTH = { least: 10, most: 200 } as const;
/** What is left of a password without its owner's own words has to be a password's beginning at least. */
const LEAST_OF_ITS_OWN = 6;

/** Passwords that are among the first to be tried: a list of breached ones that ships with a package, loaded at its first use. */
let known: Promise<ReadonlySet<string>> | undefined;

function breached(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((one) => one.toLowerCase())),
  );
  return known;
}

/** Whose password it is going to be: words anybody would try first. */
export interface Owner {
  readonly email: string;
  readonly names?: readonly string[];
}

/** Refuses what is short, long, known to every guesser or made of its owner's own words. @throws Problem INVALID at `field` */
export async function checkPassword(password: string, owner: Owner, field = 'password'): Promise<void> {
  const length = [...password].length;
  if (length < LENGTH.least) throw invalid('password.tooShort', [field], { least: LENGTH.least });
  if (length > LENGTH.most) throw invalid('password.tooLong', [field], { most: LENGTH.most });
  const plain = password.toLowerCase();
  if (isRepetition(plain) || isRun(plain) || (await isKnown(plain))) throw invalid('password.common', [field]);
  if (remainder(plain, owner).length < LEAST_OF_ITS_OWN) throw invalid('password.ownWords', [field]);
}

/** On the list, or a listed one with figures and signs around it, or written twice. */
async function isKnown(plain: string): Promise<boolean> {
  const list = await breached();
  const bare = plain.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  const half = plain.slice(0, plain.length / 2);
  return list.has(plain) || (bare.length >= 4 && list.has(bare)) || (half + half === plain && list.has(half));
}

/** One or two characters over and over. */
function isRepetition(plain: string): boolean {
  return new Set(plain).size <= 2;
}

/** Each character follows the one before it: `1234567890`, `abcdefghij`, or downwards. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((character, i) => character.charCodeAt(0) - plain.charCodeAt(i));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}

function remainder(plain: string, { email, names = [] }: Owner): string {
  const words = [...email.split(/[@.]/), email.split('@')[0], ...names, ...names.flatMap((name) => name.split(/\s+/))];
  const own = words
    .map((word) => (word ?? '').trim().toLowerCase())
    .filter((word) => [...word].length >= 3 || /\p{Script=Han}{2}/u.test(word))
    .sort((a, b) => b.length - a.length);
  return own.reduce((left, word) => left.replaceAll(word, ''), plain);
}
