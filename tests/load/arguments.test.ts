import { expect, test } from 'vitest';
import { readArguments, SCENARIOS, WrongArguments } from './arguments.ts';

test('without a word everything but the mix of it and real pages is run, short', () => {
  const { scenarios, seconds, url } = readArguments([]);
  expect(scenarios).toEqual(SCENARIOS.filter((name) => name !== 'mixed' && name !== 'pages'));
  // The whole run stays under three minutes, openings and the data set included.
  expect(seconds * scenarios.length).toBeLessThanOrEqual(120);
  expect(url).toBeUndefined();
});

test('scenario, length, rate, sockets and baseline are taken as said', () => {
  const args = ['sockets', '--minutes', '10', '--rate', '250', '--sockets', '5000', '--baseline', 'b.json', '--json'];
  expect(readArguments(args)).toMatchObject({
    ...{ scenarios: ['sockets'], seconds: 600, rate: 250, sockets: 5000, baseline: 'b.json', json: true },
  });
});

test('what can’t be done is refused with what can', () => {
  for (const args of [['lunch'], ['--rate', '0'], ['--minutes', 'x'], ['--sockets', '1e9'], ['--nonsense']])
    expect(() => readArguments(args)).toThrow(WrongArguments);
  expect(() => readArguments(['lunch'])).toThrow(/agent-desk/);
});

test('load is sent to this machine only', () => {
  const at = (url: string) => readArguments(['--url', url, '--database', 'postgres://x']).url;
  for (const url of ['http://127.0.0.1:3000', 'http://localhost:3000/', 'http://[::1]:3000'])
    expect(at(url)).toBeTruthy();
  for (const url of ['http://10.0.0.1', 'http://example.com', 'http://127.0.0.1.example.com', 'https://localhost', 'x'])
    expect(() => at(url)).toThrow(WrongArguments);
  expect(() => readArguments(['--url', 'http://localhost:3000'])).toThrow(/--database/);
});
