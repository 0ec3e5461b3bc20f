import type pg from 'pg';
import { has, type Table } from './catalogue.ts';
import { conditionOf, type Whose } from './whose.ts';

/** Ids of somebody's rows, by table. */
export type IdPool = ReadonlyMap<string, readonly string[]>;

const MOST = 60;

/** What no name says: the table a field's id stands in. */
const MEANT: Readonly<Record<string, string>> = {
  contactCustomer: 'support.dispatch_order',
  scheduleVisit: 'support.dispatch_order',
  rescheduleVisit: 'support.dispatch_order',
  departForVisit: 'support.dispatch_order',
  arriveAtVisit: 'support.dispatch_order',
  changeMember: 'identity.membership',
  endMembership: 'identity.membership',
  changeCustomerPerson: 'identity.membership',
  endCustomerPerson: 'identity.membership',
  member: 'identity.membership',
  markRead: 'notifications.inbox_item',
  grantSupportAccess: 'network.support_request',
  refuseSupportAccess: 'network.support_request',
  withdrawSupportAccess: 'network.support_request',
  endSupportAccess: 'network.support_grant',
  partnership: 'network.partnership',
  withdrawPolicyFloor: 'catalogue.policy_floor',
  accessFile: 'personal.access_file',
  servicePolicy: 'identity.service_policy',
  changeHeadquartersPerson: 'identity.headquarters_membership',
  endHeadquartersPerson: 'identity.headquarters_membership',
  resendHeadquartersInvitation: 'identity.invitation',
  withdrawHeadquartersInvitation: 'identity.invitation',
};
const OF_PARTNERSHIP =
  /^(resendPartnerInvitation|updatePartnerContact|withdrawPartner|suspendPartner|reopenPartner|letPartnerLeave|keepPartner|finishPartnerLeaving)$/;

/** What an argument calls a person or a thing whose table has another name. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  consultant: ['membership'],
  supervisor: ['membership'],
  agent: ['membership'],
  member: ['membership'],
  from: ['membership'],
  to: ['membership'],
  person: ['membership'],
  colleague: ['membership'],
  standIn: ['membership'],
  order: ['dispatch_order'],
  visit: ['dispatch_order'],
  record: ['service_record'],
  product: ['registered_product', 'product'],
  productVersion: ['product_version'],
  promise: ['service_promise'],
  token: ['api_token'],
  notice: ['inbox_notice', 'notice', 'inbox_entry'],
};

/** Reads the ids of somebody's rows of every table that has any; what has ended last, since only some may look at it. */
export async function idsOf(owner: pg.Pool, tables: readonly Table[], whose: Whose): Promise<IdPool> {
  const pool = new Map<string, readonly string[]>();
  for (const table of tables) {
    const where = conditionOf(table, whose);
    const key = has(table, 'id') ? 'id' : has(table, 'partner_id') ? 'partner_id' : undefined;
    if (!where || !key) continue;
    const { rows } = await owner.query<{ id: string }>(
      `select ${key}::text as id from ${table.name} where ${where} order by ${has(table, 'ended_at') ? 'ended_at is not null, ' : ''}1 desc limit ${MOST}`,
    );
    if (rows.length > 0)
      pool.set(
        table.name,
        rows.map((row) => row.id),
      );
  }
  return pool;
}

/** Ids the world publishes to everybody (products, versions): arguments ask for them beside somebody's own. */
export async function publishedIds(owner: pg.Pool): Promise<IdPool> {
  const pool = new Map<string, readonly string[]>();
  for (const table of ['catalogue.product_version', 'catalogue.policy_floor', 'network.partnership']) {
    const { rows } = await owner.query<{ id: string }>(`select id from ${table} order by id desc limit ${MOST}`);
    if (rows.length > 0)
      pool.set(
        table,
        rows.map((row) => row.id),
      );
  }
  return pool;
}

/** The tables an id argument may mean, the likeliest first: by its own name, else by the words of the field. */
export function tablesMeant(argument: string, field: string, answers: string, pool: IdPool): string[] {
  const meant = OF_PARTNERSHIP.test(field) ? 'network.partnership' : MEANT[field];
  if (meant && /^ids?$/.test(argument)) return pool.has(meant) ? [meant] : [];
  const words =
    argument === 'id' || argument === 'ids'
      ? [...wordsOf(field), lowerFirst(answers), ...wordsOf(answers)]
      : [argument.replace(/Ids?$/, '')];
  const names = words.flatMap((word) => [snake(word), ...(CALLED[word] ?? [])]);
  const found = names.flatMap((name) =>
    [...pool.keys()].filter((table) => {
      const [, own = ''] = table.split('.');
      return own === name || own.endsWith(`_${name}`) || own === name.replace(/s$/, '');
    }),
  );
  // A name of its own comes before one that only ends alike.
  const exact = (table: string) => names.some((name) => table.endsWith(`.${name}`));
  return [...new Set(found)].sort((a, b) => Number(exact(b)) - Number(exact(a)));
}

/** `takeTicket` → take ticket, `ticket`; longer ends first: `updateRegisteredProduct` → `registeredProduct`, `product`. */
function wordsOf(name: string): string[] {
  const parts = name
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .split(' ')
    .map((part) => part.toLowerCase());
  const ends: string[] = [];
  for (let from = 0; from < parts.length; from += 1)
    for (let until = parts.length; until > from; until -= 1) ends.push(camel(parts.slice(from, until)));
  return ends;
}

const camel = ([first = '', ...rest]: string[]): string =>
  first + rest.map((part) => part[0]?.toUpperCase() + part.slice(1)).join('');
const lowerFirst = (text: string): string => (text[0]?.toLowerCase() ?? '') + text.slice(1);
const snake = (text: string): string => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
