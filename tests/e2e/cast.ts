import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import type { Customer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise } from '../kit/story.ts';
import { test as base, type Enter } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** The company the story is about; its mobile number as the desk writes it: spaces, no country code. */
export interface Company extends Customer {
  readonly contactName: string;
  readonly person: Person;
}

/** The people of the story, each at a browser of their own, all at once. */
export interface Cast {
  readonly hotline: Visitor;
  readonly supervisor: Visitor;
  /** A K/3 consultant with a phone. */
  readonly consultant: Visitor;
  readonly portal: Visitor;
  readonly headquarters: Visitor;
  /** Another partner's supervisor. */
  readonly rival: Visitor;
  readonly customer: Company;
}

interface CustomerAnswer {
  id: string;
  name: string;
  isRemote: boolean;
  contacts: { id: string; name: string; mobile: string }[];
  registeredProducts: { id: string; line: string; serial: string; entitlement: { verdict: string } }[];
}

const CUSTOMERS = `{ customers(line: K3, first: 100) { nodes {
  id name isRemote contacts { id name mobile } registeredProducts { id line serial entitlement { verdict } } } } }`;
const ASSIGN = 'mutation ($id: ID!, $to: ID!) { assignDispatchOrder(id: $id, consultantId: $to) { id } }';
const CONTACT = 'mutation ($id: ID!) { contactCustomer(id: $id, reached: true) { id } }';

/** Gives an order to somebody, who phones the customer. */
export async function assignAndContact(supervisor: Person, id: string, to: string): Promise<void> {
  await supervisor.get(ASSIGN, { id, to });
  await supervisor.get(CONTACT, { id });
}

/** Nearby companies with a K/3 product in service. */
async function companies({ hotline, portal }: Omit<Cast, 'customer'>): Promise<Company[]> {
  const { customers } = await hotline.person.get<{ customers: { nodes: CustomerAnswer[] } }>(CUSTOMERS);
  return customers.nodes.flatMap(({ id, name, isRemote, contacts, registeredProducts }) => {
    const product = registeredProducts.find((one) => one.line === 'K3' && one.entitlement.verdict === 'IN_SERVICE');
    const [contact] = contacts;
    if (!product || !contact || isRemote) return [];
    const { mobile, name: contactName, id: contactId } = contact;
    const { id: productId, serial } = product;
    return [{ id, name, mobile, contactName, contactId, productId, serial, person: portal.person }];
  });
}

/** How many of the partner's K/3 visits headquarters is told of this month. */
async function toldCount({ headquarters, supervisor }: Omit<Cast, 'customer'>): Promise<number> {
  const { partner } = await supervisor.person.get<{ partner: { id: string } }>('{ partner { id } }');
  const { figures } = await headquarters.person.get<{ figures: { code: string; denominator: number | null }[] }>(
    'query ($id: ID!) { figures(partnerId: $id, productLine: K3) { code denominator } }',
    { id: partner.id },
  );
  return figures.find(({ code }) => code === 'CONTACTED_IN_TIME')?.denominator ?? 0;
}

/**
 * Five customers visited this month: headquarters is told nothing of fewer, and on the first of a month there are none.
 */
async function fillMonth(people: Omit<Cast, 'customer'>, others: Company[]): Promise<void> {
  const { hotline, supervisor, consultant } = people;
  const { members } = await supervisor.person.get<{ members: { nodes: { id: string; department: string }[] } }>(
    '{ members(role: "service_consultant", first: 50) { nodes { id department } } }',
  );
  const colleague = members.nodes.find((one) => one.department === 'K3' && one.id !== consultant.person.membershipId);
  const before = await toldCount(people);
  for (const customer of others.slice(0, 5)) {
    const { ticketId } = await raise({ hotline: hotline.person, customer });
    const orderId = await dispatch(hotline.person, ticketId);
    await assignAndContact(supervisor.person, orderId, colleague?.id ?? '');
  }
  await expect.poll(() => toldCount(people), { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 5);
}

async function gather(enter: Enter): Promise<Cast> {
  const [hotline, supervisor, consultant, portal, headquarters, rival] = await Promise.all([
    enter('hotline@shanghai.demo'),
    enter('supervisor@shanghai.demo'),
    enter('consultant-k3@shanghai.demo', PHONE),
    enter('portal@shanghai.demo'),
    enter('hq@headquarters.demo'),
    enter('supervisor@shenzhen.demo'),
  ]);
  const people = { hotline, supervisor, consultant, portal, headquarters, rival };
  const { viewer } = await portal.person.get<{ viewer: { customerName: string } }>('{ viewer { customerName } }');
  const all = await companies(people);
  const customer = all.find(({ name }) => name === viewer.customerName);
  if (!customer) throw new Error(`${viewer.customerName} isn't a customer in service`);
  await fillMonth(
    people,
    all.filter((one) => one !== customer),
  );
  return { ...people, customer };
}

/** The story's people on a stage of their own. */
export const test = base.extend('cast', { scope: 'file' }, ({ enter }): Promise<Cast> => gather(enter));
