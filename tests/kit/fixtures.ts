import { test as base } from 'vitest';
import {
  appoint,
  type Customer,
  hire,
  invite,
  makeCustomer,
  makeOrganisation,
  type Organisation,
} from './organisation.ts';
import type { Person } from './person.ts';
import { startWorld, type World } from './world.ts';

/** A partner with everybody the story needs. */
export interface Partner extends Organisation {
  readonly hotline: Person;
  readonly supervisor: Person;
}

/** Somebody's whole company at hand. */
export interface Company extends Customer {
  readonly person: Person;
}

async function makePartner(world: World, name: string): Promise<Partner> {
  const organisation = await makeOrganisation(world, name);
  const hotline = await hire(organisation, '陈热线', ['hotline_consultant']);
  const supervisor = await hire(organisation, '李主管', ['area_supervisor']);
  return { ...organisation, hotline, supervisor };
}

/**
 * The people of every story: a partner, its consultant, a customer of it, headquarters, and `rival`, another partner
 * who has everything of the first one's ids and must see nothing of it.
 */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  .extend('world', { scope: 'file' }, async ({}, { onCleanup }): Promise<World> => {
    const world = await startWorld();
    onCleanup(() => world.close());
    return world;
  })
  .extend('partner', ({ world }): Promise<Partner> => makePartner(world, '上海甲软件服务有限公司'))
  .extend(
    'consultant',
    ({ partner }): Promise<Person> =>
      hire(partner, '周顾问', ['service_consultant'], { lines: ['KIS'], divisions: ['3101'] }),
  )
  .extend('customer', async ({ partner }): Promise<Company> => {
    const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
    return { ...customer, person: await invite(partner, customer, '王会计') };
  })
  .extend('headquarters', ({ world }): Promise<Person> => appoint(world))
  .extend('rival', ({ world }): Promise<Partner> => makePartner(world, '广州乙软件服务有限公司'));
