import { appoint, hire, invite, makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';
import { Agent } from './agent.ts';
import { Chance } from './chance.ts';
import type { Journal } from './journal.ts';
import type { Site } from './site.ts';
import { DeskWatcher, HeadquartersWatcher, type Watcher } from './watcher.ts';

/** Figures are published of five customers and more. */
const CUSTOMERS = 6;

/** Who is at work, and who looks on. */
export interface Stage {
  readonly tenants: readonly string[];
  readonly agents: readonly Agent[];
  readonly people: readonly Person[];
  readonly watchers: readonly Watcher[];
}

/** Tenants with customers and two agents each, and pages that watch, spread over the servers. */
export async function setStage(
  site: Site,
  journal: Journal,
  chance: Chance,
  { tenants: count, pages }: { tenants: number; pages: number },
): Promise<Stage> {
  const world = { url: '', owner: site.owner } as unknown as World;
  const stage = { tenants: [] as string[], agents: [] as Agent[], people: [] as Person[], watchers: [] as Watcher[] };
  const place = () => site.servers[stage.watchers.length % site.servers.length] as Site['servers'][number];
  for (let t = 0; t < count; t++) {
    const partner = await makeOrganisation(world, `第 ${t} 夥伴`);
    stage.tenants.push(partner.tenant);
    const customers = [];
    for (let c = 0; c < CUSTOMERS; c++) {
      const customer = await makeCustomer(partner, `第 ${t}.${c} 客戶`);
      await invite(partner, customer, `王 ${c}`);
      customers.push(customer);
    }
    const roles = ['hotline_consultant', 'area_supervisor', 'service_consultant'];
    for (let a = 0; a < 2; a++) {
      const person = await hire(partner, `熱線 ${a}`, roles, { lines: ['KIS'] });
      const own = new Chance(chance.between(0, 2 ** 31));
      stage.people.push(person);
      stage.agents.push(new Agent(site, journal, own, person, customers, `${t}.${a}`));
      for (let w = 0; w < Math.ceil(pages / (count * 2)); w++) stage.watchers.push(new DeskWatcher(person, place()));
    }
  }
  const headquarters = await appoint(world);
  for (const server of site.servers) stage.watchers.push(new HeadquartersWatcher(headquarters, server));
  await site.rows(`insert into identity.account (id, email_key, email, locale)
    select account_id, md5(account_id::text), account_id || '@example.cn', 'zh-CN' from identity.membership where customer_id is not null`);
  await site.rows(`update identity.session set expires_at = now() + interval '12 hours'`);
  return stage;
}
