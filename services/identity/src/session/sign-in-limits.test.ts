import { Problem } from '@landfall/kit/problem/problem';
import { expect, test } from 'vitest';
import { SignInLimits } from './sign-in-limits.ts';

const ALLOWANCE = { pair: 3, account: 5, address: 8 };
const wrong = async (): Promise<never> => {
  throw new Problem('UNAUTHENTICATED', 'signIn.wrong');
};
const right = async (): Promise<string> => 'in';

function door() {
  let time = 0;
  const limits = new SignInLimits(ALLOWANCE, () => time);
  return {
    wait: (minutes: number) => {
      time += minutes * 60_000;
    },
    say: (email: string, address: string, how: () => Promise<unknown> = wrong) =>
      limits.attempt(email, address, how).catch((error: Problem) => error.reason),
  };
}

test('a guesser is held up after a few wrong passwords, however the e-mail is written, and the right one no longer helps', async () => {
  const { say, wait } = door();
  for (const email of ['a@x.cn', ' A@X.CN', 'a@x.cn']) expect(await say(email, '1.1.1.1')).toBe('signIn.wrong');
  expect(await say('a@x.cn', '1.1.1.1', right)).toBe('signIn.tooMany');
  expect(await say('a@x.cn', '2.2.2.2', right)).toBe('in');
  expect(await say('b@x.cn', '1.1.1.1', right)).toBe('in');
  wait(16);
  expect(await say('a@x.cn', '1.1.1.1', right)).toBe('in');
});

test('many addresses don’t multiply the tries at one account, nor many e-mails those of one address', async () => {
  const { say } = door();
  for (const n of [1, 2, 3, 4, 5]) expect(await say('a@x.cn', `1.1.1.${n}`)).toBe('signIn.wrong');
  expect(await say('a@x.cn', '1.1.1.6')).toBe('signIn.tooMany');
  for (const n of Array.from({ length: 8 }, (_, i) => i))
    expect(await say(`b${n}@x.cn`, '2001:db8:1:2::1')).toBe('signIn.wrong');
  expect(await say('c@x.cn', '2001:db8:1:2:9::9')).toBe('signIn.tooMany');
});

test('many tries at once are many tries, and right passwords never count', async () => {
  const { say } = door();
  for (let i = 0; i < 20; i++) expect(await say('a@x.cn', '1.1.1.1', right)).toBe('in');
  const answers = await Promise.all(Array.from({ length: 9 }, () => say('a@x.cn', '1.1.1.1')));
  expect(answers.filter((answer) => answer === 'signIn.wrong')).toHaveLength(3);
});
