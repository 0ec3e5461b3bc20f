import { officialDivisions } from '@landfall/catalogue/division/official-divisions';
import { emailKey } from '@landfall/identity/account/email-key';
import { tellBoard } from './board-of-today.ts';
import { writeCustomers } from './customer-rows.ts';
import { HEADQUARTERS, PROFILES } from './demo-accounts.ts';
import { demoCustomers } from './demo-customers.ts';
import { tellHistory } from './history.ts';
import { LOCAL_OFFSET } from './open-hours.ts';
import { PartnerWorld, TIME_ZONE } from './partner-world.ts';
import { Random } from './random.ts';
import { type DemoRows, instantText, noRows } from './rows.ts';
import { accountRow, membershipRow, staffOf } from './staff.ts';
import { writeStories } from './story-rows.ts';

const DAY = 86_400_000;

/** How much demo data. */
export type DemoSize = 'full' | 'small';

const SIZES: Readonly<Record<DemoSize, { customers: number; months: number; perMonth: number }>> = {
  full: { customers: 200, months: 13, perMonth: 64 },
  small: { customers: 36, months: 3, perMonth: 16 },
};

/** What the demo is told from. */
export interface DemoInput {
  readonly seed: number;
  readonly size: DemoSize;
  /** The moment everything is told at. Milliseconds since the epoch. */
  readonly now: number;
  /** Of the one demo password. */
  readonly passwordHash: string;
  readonly tell?: (detail: string) => void;
}

/** All rows of the demo, a partner at a time and headquarters last: a function of seed, size and moment. */
export async function* demoRows({
  seed,
  size,
  now,
  passwordHash,
  tell,
}: DemoInput): AsyncGenerator<DemoRows, void, void> {
  const random = new Random(`landfall ${seed}`);
  const known = new Set<string>();
  const divisions = new Map((await officialDivisions()).map(({ code, fullName }) => [code, fullName]));
  const accounts = new Map<string, string>();
  const since = now - 880 * DAY;
  for (const profile of PROFILES) {
    const rows = noRows();
    const own = random.fork(profile.key);
    const { customers: count, months, perMonth } = SIZES[size];
    const divisionName = (code: string): string => divisions.get(code) ?? code;
    const customers = demoCustomers({
      profile,
      random: own.fork('customers'),
      count,
      now,
      since,
      divisionName,
      accounts,
    });
    const staff = staffOf(profile, own.fork('staff'), since);
    const world = new PartnerWorld(profile, own.id(0), now, monthsBefore(now, months - 1), own, staff, customers);
    tell?.(`${profile.name}: ${count} customers`);
    // The board first: who is on the way there now isn't anywhere else.
    tellBoard(world, own.fork('board'));
    await tellHistory(world, perMonth, own.fork('history'));
    writePartner(rows, world, passwordHash, since, known);
    writeCustomers(rows, world.tenant, customers, own.fork('numbers'));
    await writeStories(rows, world);
    yield rows;
  }
  const rows = noRows();
  writeHeadquarters(rows, random.fork('headquarters'), passwordHash, since);
  yield rows;
}

function monthsBefore(now: number, months: number): number {
  const local = new Date(now + LOCAL_OFFSET);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - months, 1) - LOCAL_OFFSET;
}

/** `known`: accounts written already; somebody is a member at two partners. */
function writePartner(
  { tables }: DemoRows,
  world: PartnerWorld,
  passwordHash: string,
  since: number,
  known: Set<string>,
): void {
  const { tenant, profile, staff, customers } = world;
  tables['identity.partner'].push({
    ...{
      tenant_id: tenant,
      name: profile.name,
      province_code: profile.provinceCode,
      province_name: profile.provinceName,
      time_zone: TIME_ZONE,
    },
    ...{
      calendar: 'CN',
      monitoring_line: profile.monitoringLine,
      monitoring_email: profile.monitoringEmail,
      version: 1,
    },
  });
  for (const { from, policy } of world.policies) {
    tables['identity.service_policy'].push({
      ...{
        tenant_id: tenant,
        id: world.random.id(from),
        policy_version: policy.version,
        valid_from: instantText(from),
        clock_mode: policy.clockMode,
      },
      ...{
        contact_hours: policy.contactHours,
        on_site_hours: policy.onSiteHours,
        periods: policy.periods,
        make_up_weekday: policy.makeUpWeekday,
      },
    });
  }
  const join = (member: Parameters<typeof membershipRow>[1], name: string, customerId: string | null): void => {
    if (!known.has(member.accountId))
      tables['identity.account'].push(accountRow(member, emailKey(member.email), passwordHash, since));
    known.add(member.accountId);
    tables['identity.membership'].push(membershipRow(tenant, member, name, customerId));
  };
  for (const member of staff) join(member, profile.name, null);
  for (const { id, name, portal } of customers) for (const member of portal) join(member, name, id);
}

function writeHeadquarters({ tables }: DemoRows, random: Random, passwordHash: string, since: number): void {
  for (const { email, name, roles } of HEADQUARTERS.people) {
    const accountId = random.id(since);
    tables['identity.account'].push(accountRow({ accountId, email }, emailKey(email), passwordHash, since));
    tables['identity.headquarters_membership'].push({
      id: random.id(since),
      account_id: accountId,
      name,
      email,
      email_key: emailKey(email),
      roles,
      organisation_name: HEADQUARTERS.name,
    });
  }
}
