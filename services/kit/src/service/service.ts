import type { EntityClass } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { Schedule } from '../clock-work/schedule.ts';
import type { Login } from '../database/logins.ts';
import type { BusEvent } from '../event-bus/event-bus.ts';
import type { ProblemCatalog } from '../problem/problem-catalog.ts';
import type { ReadModel } from '../rebuild/read-model.ts';
import type { RetentionRule } from '../retention/retention-rule.ts';
import type { FindableSource } from '../search-token/findable-source.ts';
import type { OpenToSupport } from '../support-visit/may-visit.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Host } from './context.ts';

/** A view other services' reads may join: named columns, `security_invoker`, a contract (architecture.md 7). */
export interface CardView {
  /** Schema-qualified name, e.g. `customers.customer_card`. */
  readonly name: string;
  /** Its select. The first two columns are `tenant_id` and `id`. */
  readonly select: string;
  readonly readers: readonly Login[];
}

/** Something done because of an event, as the tenant, exactly once: it runs in the transaction that remembers it. */
export interface Consumer {
  /** Unique and stable: `network.contributions`. */
  readonly name: string;
  /** Events it takes, by name. */
  readonly events: readonly string[];
  /** It takes every event of these nouns too. */
  readonly nouns?: readonly string[];
  /** Whether an event of those asks for anything, by its ids; each does unless said. Nothing is remembered of one that doesn't. */
  readonly concerns?: (event: BusEvent) => boolean;
  /** The tenant it works as, where that isn't the event's own: headquarters' events about a partner. */
  readonly tenantOf?: (event: BusEvent) => string;
  readonly handle: (unit: UnitOfWork, event: BusEvent) => Promise<void>;
}

/** How a migration is named and run. */
export interface NamedMigration {
  readonly name: string;
  readonly class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** Everything a service is made of; a host takes it and nothing else. */
export interface Service {
  /** Subgraph and PostgreSQL schema, e.g. `support`. */
  readonly name: string;
  readonly entities: readonly EntityClass<object>[];
  /** type-graphql resolver classes. */
  readonly resolvers: readonly NewableFunction[];
  /** Object types only reached through federation. */
  readonly orphanedTypes?: readonly NewableFunction[];
  /** Reads entities by their ids for `_entities`, by GraphQL type. */
  readonly entityReaders?: Readonly<Record<string, EntityReader>>;
  readonly migrations: readonly NamedMigration[];
  readonly cards?: readonly CardView[];
  readonly consumers?: readonly Consumer[];
  readonly problems?: ProblemCatalog;
  /** What happens at the end of its nouns' retention. */
  readonly retention?: readonly RetentionRule[];
  /** What is derived from its tables and others': rebuilt by command, compared once a day. */
  readonly readModels?: readonly ReadModel[];
  /** Its things that can be found, so that what they are found by can be written anew. */
  readonly findables?: readonly FindableSource[];
  /** A statement for the worker that lists the tenants' ids; one service has it. */
  readonly tenantList?: string;
  /** What of it headquarters' person inside a partner may ask; nothing unless named. */
  readonly openToSupport?: OpenToSupport;
  /** Work by the clock, once over all processes. */
  readonly schedules?: readonly Schedule[];
  /** Work beside requests, for as long as the host runs: looks for what is due, in every process. */
  readonly background?: (host: Host) => Background;
}

/** Work beside requests, under way. */
export interface Background {
  /** Ends after the step under way. */
  stop(): Promise<void>;
}

/** Reads things of one type by id, `null` where the viewer sees none; batched by the subgraph. */
export type EntityReader = (
  context: import('./context.ts').Context,
  ids: readonly string[],
  selection: import('../rows/selection.ts').Selection,
) => Promise<readonly (object | null)[]>;
