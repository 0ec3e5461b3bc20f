import { randomUUID } from 'node:crypto';
import { hire, type Organisation } from '../kit/organisation.ts';
import { type DoorAnswer, OwnBrowser } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';

export const PASSWORD = 'lange-nicht-gesehen-7';
export const INVITE =
  'mutation ($people: [StaffInvitationInput!]!, $key: ID) { inviteStaff(people: $people, idempotencyKey: $key) { id name email roles state version } }';
export const INVITATIONS = '{ invitations { nodes { id name email state version sendCount askedAgainAt } } }';
export const CHANGE =
  'mutation ($id: ID!, $input: MemberChangeInput!, $version: Int) { changeMember(id: $id, input: $input, expectedVersion: $version) { id roles title version } }';
export const END = `mutation ($id: ID!, $to: [DepartureHandOverInput!], $reason: String, $key: ID) {
  endMembership(id: $id, handOver: $to, reason: $reason, idempotencyKey: $key) { id endedAt endReason } }`;

export interface Invited {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: string;
  readonly version: number;
}

export const address = (name: string): string => `${name}.${randomUUID().slice(0, 8)}@example.com`;
export const administrator = (organisation: Organisation, name = '管理员'): Promise<Person> =>
  hire(organisation, name, ['partner_admin']);
export const linkOf = (world: World, id: string): string => world.host.seals.token('invitation', id);

export async function inviteOne(admin: Person, more: object = {}): Promise<Invited> {
  const people = [{ name: '林新人', email: address('lin'), roles: ['hotline_consultant'], ...more }];
  const { inviteStaff } = await admin.get<{ inviteStaff: Invited[] }>(INVITE, { people });
  return inviteStaff[0] as Invited;
}

export const post = (world: World, path: string, body: object, browser = new OwnBrowser(world)): Promise<DoorAnswer> =>
  browser.at(path, body);

export const accept = (
  world: World,
  { id }: { id: string },
  password = PASSWORD,
  browser = new OwnBrowser(world),
): Promise<DoorAnswer> => post(world, 'invitation/accept', { token: linkOf(world, id), password }, browser);

export async function hireStale(partner: Organisation): Promise<Person> {
  const admin = await administrator(partner, '久未验证');
  await partner.world.owner.query(
    `update identity.session set proven_at = now() - interval '11 minutes' where membership_id = $1`,
    [admin.membershipId],
  );
  return admin;
}

export async function isSignedOut(world: World, person: Person): Promise<boolean> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `landfall=${person.token}` },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  return response.status === 401;
}
