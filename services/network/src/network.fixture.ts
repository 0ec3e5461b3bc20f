import { openTemporaryDatabase } from '@landfall/kit/database/temporary.database';
import { EventBus } from '@landfall/kit/event-bus/event-bus';
import { createLog } from '@landfall/kit/log/log';
import { migrate } from '@landfall/kit/migration/migrate';
import { Outside } from '@landfall/kit/outside/outside';
import { Seals } from '@landfall/kit/seal/seals';
import { Context } from '@landfall/kit/service/context';
import { kit } from '@landfall/kit/service/kit.service';
import type { Service } from '@landfall/kit/service/service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { parse } from 'graphql';
import { uuidv7 } from 'uuidv7';
import { contributionsConsumer } from './contribution/contributions.consumer.ts';
import type { Figure } from './figure/figure.type.ts';
import { network } from './service.ts';

/** What is known of a visit; what is left out keeps its usual value. */
export interface Visit {
  readonly id?: string;
  readonly customer?: string;
  readonly line?: 'KIS' | 'K3' | null;
  readonly state?: string;
  readonly received?: string;
  /** Hours from receipt to contact; `broken`: the due time is noted as passed; null: undecided. */
  readonly contact?: number | 'broken' | null;
  readonly onSite?: number | 'broken' | null;
  readonly allowance?: number;
  readonly rating?: number | null;
}

/** A minute before April in Shanghai. */
export const RECEIVED = '2026-03-31T15:59:00Z';

const headquarters: Viewer = {
  ...systemViewer(uuidv7(), ''),
  surface: 'hq',
  tenant: HEADQUARTERS,
  roles: ['hq_quality'],
  timeZone: 'Asia/Shanghai',
};

/** Support's outcome card (architecture.md 7), without the rest of support behind it. */
const OUTCOMES = [
  `create table support.outcome (tenant_id uuid, id uuid, customer_id uuid, product_line text, state text, received_at timestamptz,
    is_remote boolean, rating int, rated_at timestamptz, primary key (tenant_id, id))`,
  'alter table support.outcome enable row level security',
  `create policy outcome_desk on support.outcome to desk using (tenant_id = (select current_setting('app.tenant')::uuid))`,
  'create policy outcome_owner on support.outcome to owner using (true)',
  'create view support.outcome_card with (security_invoker = true) as select * from support.outcome',
  'grant select on support.outcome, support.outcome_card to desk',
];

const FIGURES = parse(`query ($from: String, $until: String, $partnerId: ID, $line: ProductLine) {
  figures(from: $from, until: $until, partnerId: $partnerId, productLine: $line) { code unit target value numerator denominator enough
    trend { month value numerator denominator enough } byPartner { key name value numerator denominator enough rank }
    byProductLine { key value numerator denominator rank } cells { partnerId partnerName productLine month value numerator denominator enough }
    definition { numerator denominator exclusions minimum step } } }`);

/** The network service on a database of its own. */
export class NetworkWorld {
  /** What headquarters' login was asked. */
  readonly statements: string[] = [];
  private readonly run = subgraphExecutor(buildSubgraph(network), network.problems ?? {});

  private constructor(
    readonly tenancy: Tenancy,
    private readonly end: () => Promise<void>,
  ) {
    tenancy.reader('hq').onStatement = (_, text) => this.statements.push(text);
  }

  /** Opens one. @param identity whose cards are read */
  static async open(identity: Service): Promise<NetworkWorld> {
    const services = [kit, identity, network];
    const database = await openTemporaryDatabase();
    await migrate(database.urlOf('migrator'), services);
    const tenancy = new Tenancy({
      urlOf: database.urlOf,
      entities: services.flatMap((service) => service.entities),
    });
    const world = new NetworkWorld(tenancy, () => database.close());
    for (const statement of OUTCOMES) await world.sql(statement);
    return world;
  }

  async close(): Promise<void> {
    await this.tenancy.close();
    await this.end();
  }

  /** Runs one statement as the tables' owner, who sees every tenant. */
  sql(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.tenancy.reader('migrator').query({ login: 'migrator' }, { text, values });
  }

  async partner(name = '华东软件', province = '上海市'): Promise<string> {
    const id = uuidv7();
    await this.sql(
      `insert into identity.partner (tenant_id, name, province_code, province_name, time_zone, calendar)
       values ($1, $2, '310000', $3, 'Asia/Shanghai', 'CN')`,
      [id, name, province],
    );
    return id;
  }

  /** Writes a visit as support and the ledger would leave it. */
  async put(tenant: string, visit: Visit): Promise<string> {
    const { id = uuidv7(), customer = uuidv7(), line = 'KIS', state = 'CONFIRMED', received = RECEIVED } = visit;
    const { allowance = 0, rating = null, contact = null, onSite = null } = visit;
    await this.sql(
      `insert into support.outcome (tenant_id, id, customer_id, product_line, state, received_at, is_remote, rating)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, id) do update
       set customer_id = $3, product_line = $4, state = $5, received_at = $6, is_remote = $7, rating = $8`,
      [tenant, id, customer, line, state, received, allowance > 0, rating],
    );
    await this.sql('delete from ledger.service_promise where tenant_id = $1 and noun_id = $2', [tenant, id]);
    const claim = [tenant, id, customer, received];
    await this.putPromise(claim, 'CONTACT', 16, 0, contact);
    await this.putPromise(claim, 'ON_SITE', 24, allowance, onSite);
    return id;
  }

  private putPromise(
    claim: readonly string[],
    kind: string,
    hours: number,
    allowance: number,
    done: number | 'broken' | null,
  ): Promise<unknown> {
    const due = hours + allowance;
    const kept = done === 'broken' ? null : done;
    const isBroken = done === 'broken' || (kept ?? 0) > due;
    return this.sql(
      `insert into ledger.service_promise (tenant_id, id, kind, state, noun, noun_id, subject, customer_id, since, due_at,
         kept_at, broken_at, clock_mode, time_zone, policy_version, hours, allowance_hours, derivation)
       select $1, $5, $6, $7, 'dispatchOrder', $2, 'D', $3, s, s + $8 * interval '1 hour', s + $9 * interval '1 hour',
         case when $10 then s + $8 * interval '1 hour' end, 'ELAPSED', 'Asia/Shanghai', 1, $11, $12, '[]'
       from (select $4::timestamptz as s) x`,
      [...claim, uuidv7(), kind, kept === null ? 'RUNNING' : 'KEPT', due, kept, isBroken, hours, allowance],
    );
  }

  /** Has an event of a visit counted. */
  count(tenant: string, nounId: string): Promise<void> {
    const event = {
      id: uuidv7(),
      tenantId: tenant,
      customerId: null,
      event: 'any',
      noun: 'dispatchOrder',
      nounId,
      ids: {},
    };
    return this.tenancy.work(systemViewer(tenant, 'test'), (unit) => contributionsConsumer.handle(unit, event));
  }

  /** Writes a visit and has it counted. */
  async add(tenant: string, visit: Visit): Promise<string> {
    const id = await this.put(tenant, visit);
    await this.count(tenant, id);
    return id;
  }

  /** Asks for figures, as headquarters unless said. */
  async ask(variables: Record<string, unknown>, viewer = headquarters) {
    const host = {
      tenancy: this.tenancy,
      bus: new EventBus(),
      log: createLog('silent'),
      seals: new Seals('test'),
      outside: new Outside(true),
    };
    const context = new Context(host, viewer, () => Promise.reject(new Error('nobody')));
    const result = (await this.run({ document: FIGURES, variables }, context)) as {
      data?: { figures: Figure[] };
      errors?: readonly { extensions: Record<string, unknown> }[];
    };
    return { figures: result.data?.figures ?? [], codes: (result.errors ?? []).map((error) => error.extensions.code) };
  }

  /** One figure of a partner in March and April. */
  async figure(partnerId: string, code: string): Promise<Figure> {
    const { figures } = await this.ask({ from: '2026-03', until: '2026-04', partnerId });
    const found = figures.find((one) => one.code === code);
    if (!found) throw new Error(`no ${code}`);
    return found;
  }
}
