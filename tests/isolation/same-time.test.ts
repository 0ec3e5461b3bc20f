import { randomUUID } from 'node:crypto';
import { INVITATION } from '@landfall/identity/invitation/invite-member';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import { type Enrolled, enrol, OwnBrowser } from '../kit/own-browser.ts';
import type { World } from '../kit/world.ts';
import { isLong } from './stage/form.ts';

// Times say little where others work beside: only in the long form (`npm run test:isolation`), and nothing of milliseconds.
const ROUNDS = 60;
/** One argon2id verification more or less would be half or twice; ratios of two runs on a busy machine were 0.84 to 1.06. */
const WITHIN = 1.6;

type Try = (round: number) => Promise<unknown>;

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

/** Both in turn, the first one of a round changing, so that whatever else goes on meets both alike. */
async function ratioOf(world: World, what: string, known: Try, unknown: Try): Promise<number> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const once = async (kind: keyof typeof times, round: number): Promise<void> => {
    // Nobody is limited here: what is measured is the first try of each.
    await world.owner.query('delete from identity.attempt');
    const began = performance.now();
    await (kind === 'known' ? known : unknown)(round);
    if (round > 0) times[kind].push(performance.now() - began);
    // What is written behind an answer isn't the next one's time.
    await world.host.consumers.idle();
  };
  for (let round = 0; round <= ROUNDS; round++)
    for (const kind of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const))
      await once(kind, round);
  const [a, b] = [median(times.known), median(times.unknown)];
  console.info(`${what}: known ${a.toFixed(1)} ms, unknown ${b.toFixed(1)} ms, ratio ${(a / b).toFixed(3)}`);
  return a / b;
}

test.runIf(isLong)(
  'a known e-mail or link takes the time of an unknown one: signing in, asking for a reset, accepting an invitation',
  { timeout: 600_000 },
  async ({ world, partner, rival }) => {
    const people: Enrolled[] = [];
    for (let i = 0; i <= ROUNDS; i++) people.push(await enrol(world, [rival]));
    const browser = new OwnBrowser(world);
    const nobody = () => `${randomUUID()}@example.cn`;
    const emailOf = (round: number) => people[round]?.email ?? '';
    const wrong = 'not the right password';
    const signIn = await ratioOf(
      world,
      'sign-in',
      (round) => browser.at('sign-in', { email: emailOf(round), password: wrong }),
      () => browser.at('sign-in', { email: nobody(), password: wrong }),
    );
    const reset = await ratioOf(
      world,
      'reset',
      (round) => browser.at('forgot-password', { email: emailOf(round) }),
      () => browser.at('forgot-password', { email: nobody() }),
    );
    const admin = await hire(partner, '管理员', ['partner_admin']);
    const { inviteStaff } = await admin.get<{ inviteStaff: { id: string }[] }>(
      'mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people) { id } }',
      { people: people.map(({ email }) => ({ email, name: '张三', roles: ['sales'] })) },
    );
    const linkOf = (round: number) => world.host.seals.token(INVITATION, inviteStaff[round]?.id ?? '');
    const invitation = await ratioOf(
      world,
      'invitation',
      (round) => browser.at('invitation/accept', { token: linkOf(round), password: wrong }),
      () =>
        browser.at('invitation/accept', { token: world.host.seals.token(INVITATION, randomUUID()), password: wrong }),
    );
    // An administrator who invites learns nothing by the time it takes either: somebody of a rival's, or of nobody's.
    const invite = (email: string) =>
      admin.get('mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people) { id } }', {
        people: [{ email, name: '李四', roles: ['sales'] }],
      });
    const others: Enrolled[] = [];
    for (let i = 0; i <= ROUNDS; i++) others.push(await enrol(world, [rival]));
    const inviting = await ratioOf(
      world,
      'inviting',
      (round) => invite(others[round]?.email ?? ''),
      () => invite(nobody()),
    );
    for (const ratio of [signIn, reset, invitation, inviting]) {
      expect(ratio).toBeLessThan(WITHIN);
      expect(ratio).toBeGreaterThan(1 / WITHIN);
    }
  },
);
