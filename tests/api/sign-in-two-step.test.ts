import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { codeOf, enrol, forgetLastStep, OwnBrowser } from '../kit/own-browser.ts';

test('with the second factor on, the password alone opens nothing; the code does, once, and the token of before is worth nothing', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const first = new OwnBrowser(world);
  await first.signIn(person.email);
  const { secret } = await first.turnOnTwoStep();
  await forgetLastStep(world, person);

  const second = new OwnBrowser(world);
  expect((await second.signIn(person.email)).body).toMatchObject({ signedIn: false, step: 'TOTP', memberships: [] });
  expect(await second.where()).toBeUndefined();
  expect((await second.at('membership', { membershipId: person.membershipIds[0] })).body.code).toBe('UNAUTHENTICATED');
  const before = second.token;
  const code = codeOf(secret);
  expect((await second.at('code', { code: code === '000000' ? '000001' : '000000' })).body).toMatchObject({
    code: 'INVALID',
    reason: 'totp.wrong',
    fields: ['code'],
  });
  expect((await second.at('code', { code })).body).toMatchObject({ signedIn: true, step: 'DONE' });
  expect(await second.where()).toBe(partner.name);
  const thief = new OwnBrowser(world);
  thief.steal(before);
  expect((await thief.at('code', { code: codeOf(secret, 30) })).body.code).toBe('UNAUTHENTICATED');
  expect(await thief.where()).toBeUndefined();

  const third = new OwnBrowser(world);
  await third.signIn(person.email);
  expect((await third.at('code', { code })).body.reason).toBe('totp.used');
  expect((await third.at('code', { code: codeOf(secret, 60) })).body.step).toBe('DONE');
});

test('a recovery code is good once, and new ones end those of before', async ({ world, partner }) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const { codes } = await own.turnOnTwoStep();
  expect(new Set(codes).size).toBe(10);
  const enter = async (code: string | undefined) => {
    const browser = new OwnBrowser(world);
    await browser.signIn(person.email);
    return (await browser.at('code', { code })).body;
  };
  expect(await enter(codes[0]?.toLowerCase().replaceAll('-', ' '))).toMatchObject({ step: 'DONE' });
  expect(await enter(codes[0])).toMatchObject({ reason: 'totp.wrong' });
  const left = await own.get<{ account: { twoStep: { recoveryCodesLeft: number } } }>(
    '{ account { twoStep { recoveryCodesLeft } } }',
  );
  expect(left.account.twoStep.recoveryCodesLeft).toBe(9);
  const { renewRecoveryCodes } = await own.get<{ renewRecoveryCodes: { codes: string[] } }>(
    'mutation { renewRecoveryCodes { codes } }',
  );
  expect(await enter(codes[1])).toMatchObject({ reason: 'totp.wrong' });
  expect(await enter(renewRecoveryCodes.codes[1])).toMatchObject({ step: 'DONE' });
  const kept = await world.owner.query<{ code_key: string }>('select code_key from identity.recovery_code');
  for (const { code_key } of kept.rows) expect(code_key).toMatch(/^[0-9a-f]{64}$/);
});

test('ten wrong codes are enough, however many come at once; another account’s are its own', async ({
  world,
  partner,
  rival,
}) => {
  const [person, theirs] = [await enrol(world, [partner]), await enrol(world, [rival])];
  const secrets = [];
  for (const { email } of [person, theirs]) {
    const browser = new OwnBrowser(world);
    await browser.signIn(email);
    secrets.push((await browser.turnOnTwoStep()).secret);
  }
  const guesser = new OwnBrowser(world);
  await guesser.signIn(person.email);
  const answers = await Promise.all(Array.from({ length: 15 }, () => guesser.at('code', { code: '12345' })));
  const counted = Object.groupBy(answers, ({ body }) => body.reason ?? '');
  expect([counted['totp.wrong']?.length, counted['totp.tooMany']?.length]).toEqual([10, 5]);
  await forgetLastStep(world, person);
  expect((await guesser.at('code', { code: codeOf(secrets[0] ?? '') })).status).toBe(429);
  await forgetLastStep(world, theirs);
  const other = new OwnBrowser(world);
  await other.signIn(theirs.email);
  expect((await other.at('code', { code: codeOf(secrets[1] ?? '') })).body.step).toBe('DONE');
});

test('a secret is sealed in the table, and turning the second factor off asks for a proof and forgets it', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const { secret } = await own.turnOnTwoStep();
  const row = async () =>
    (
      await world.owner.query('select sealed_secret, confirmed_at from identity.totp where account_id = $1', [
        person.accountId,
      ])
    ).rows[0];
  expect((await row()).sealed_secret).not.toContain(secret);
  const off = await own.get<{ turnOffTotp: { twoStep: { isOn: boolean } } }>(
    'mutation { turnOffTotp { twoStep { isOn } } }',
  );
  expect(off.turnOffTotp.twoStep.isOn).toBe(false);
  expect(await row()).toEqual({ sealed_secret: null, confirmed_at: null });
  expect((await new OwnBrowser(world).signIn(person.email)).body.step).toBe('DONE');
});
