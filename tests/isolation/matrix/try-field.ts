import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import { getNamedType } from 'graphql';
import type { Answer, Person } from '../../kit/person.ts';
import { answerOf } from '../stage/answer-of.ts';
import { type Call, callOf } from '../stage/call.ts';
import type { Asker } from '../stage/cast.ts';
import { contractOf, type RootField } from '../stage/contracts.ts';
import { TAKEN_BACK } from '../stage/dry-run.ts';
import { type IdPool, tablesMeant } from '../stage/ids.ts';
import { Random } from '../stage/random.ts';
import { selectionOf } from '../stage/selection.ts';
import type { Scene } from './scene.ts';

/**
 * What a question came to: done (and taken back), answered by an empty list, let in but refused for its content or its state, FORBIDDEN, or not there
 * (NOT_FOUND, or nothing the contract knows).
 */
export type Outcome = 'done' | 'empty' | 'let in' | 'forbidden' | 'absent' | 'broken';

/** Which row of which table stands for an id argument, as found to be one the action can be done to. */
type Choice = ReadonlyMap<string, { readonly table: string; readonly place: number }>;

/** How a root field is asked so that whoever may, can. */
export interface Way {
  readonly choice: Choice;
  readonly outcome: Outcome;
  /** What was said to whoever was not let do it. */
  readonly why: string;
}

const MOST_TRIES = 80;

export function outcomeOf({ errors, data }: Answer<unknown>): Outcome {
  const { code, reason, detail } = (errors?.[0]?.extensions ?? {}) as {
    code?: string;
    reason?: string;
    detail?: string;
  };
  if (reason === TAKEN_BACK) return 'done';
  if (code === undefined) return isEmptyList(data) ? 'empty' : 'done';
  if (code === 'FORBIDDEN') return 'forbidden';
  if (code === 'NOT_FOUND' || /Cannot query field/.test(detail ?? '')) return 'absent';
  return code === 'INTERNAL' ? 'broken' : 'let in';
}

/** A list, or the page of one, with nothing in it. */
function isEmptyList(data: unknown): boolean {
  const [answer] = Object.values((data ?? {}) as Record<string, unknown>);
  const list = Array.isArray(answer) ? answer : (answer as { nodes?: unknown[] } | null)?.nodes;
  return Array.isArray(list) && list.length === 0;
}

function whyOf({ errors }: Answer<unknown>): string {
  const { code, reason, fields } = errors?.[0]?.extensions ?? {};
  return `${code} ${reason} ${fields?.join(' ') ?? ''}`.trim();
}

/** The question of a root field with one row for each id it takes. */
export async function questionFor(scene: Scene, root: RootField, asker: Asker, choice: Choice): Promise<Call> {
  const ids = scene.idsFor(asker);
  const selection = selectionOf(contractOf(asker.surface), root.field, new Random(3), { words: 30, plain: true });
  const given = (argument: string) => choice.get(argument);
  const call = callOf(
    root,
    {
      id: (argument) => idAt(ids, given(argument)),
      isGiven: ({ name }) => name !== 'idempotencyKey' && given(name) !== undefined,
      text: () => undefined,
    },
    selection,
  );
  return withHints(scene, root.field.name, call, asker);
}

function idAt(ids: IdPool, at: { table: string; place: number } | undefined): string | undefined {
  const list = at && ids.get(at.table);
  return list?.[Math.min(at?.place ?? 0, list.length - 1)];
}

/** Tries rows until the first of these people does it; the best that came of it otherwise. */
export async function findWay(scene: Scene, root: RootField, askers: readonly Asker[]): Promise<Way> {
  let best: Way = { choice: new Map(), outcome: 'absent', why: '' };
  const rank: readonly Outcome[] = ['absent', 'broken', 'forbidden', 'let in', 'empty', 'done'];
  for (const asker of askers.slice(0, 2)) {
    // The same wrong input is as wrong with any other row.
    let alike = 0;
    for (const choice of choices(scene, root, asker)) {
      if (alike > 4) break;
      const { document, variables } = await questionFor(scene, root, asker, choice);
      const answer = await answerOf(asker.person, document, variables);
      const [outcome, why] = [outcomeOf(answer), whyOf(answer)];
      if (outcome === 'done') return { choice, outcome, why };
      alike = why.startsWith('INVALID') && why === best.why ? alike + 1 : 0;
      if (best.why === '' || rank.indexOf(outcome) > rank.indexOf(best.outcome)) best = { choice, outcome, why };
    }
  }
  return best;
}

function choices(scene: Scene, root: RootField, asker: Asker): Choice[] {
  const ids = scene.idsFor(asker);
  const answers = getNamedType(root.field.type).name;
  const names = idNames(root);
  const of = (name: string, most: number) =>
    tablesMeant(name, root.field.name, answers, ids)
      .slice(0, 3)
      .flatMap((table) => (ids.get(table) ?? []).slice(0, most).map((_, place) => ({ table, place })));
  const [first, ...others] = names;
  if (!first) return [new Map()];
  const found: Choice[] = [];
  const firsts = of(first, 30);
  const rest = others.map((name) => of(name, 4));
  for (let turn = 0; turn < (others.length > 0 ? 3 : 1); turn += 1)
    for (const one of firsts.length > 0 ? firsts : [undefined]) {
      const choice = new Map<string, { table: string; place: number }>();
      if (one) choice.set(first, one);
      for (const [i, name] of others.entries()) {
        const options = rest[i] ?? [];
        const other = options[turn % Math.max(1, options.length)];
        if (other) choice.set(name, other);
      }
      found.push(choice);
    }
  return found.slice(0, MOST_TRIES);
}

const OPTIONAL_IDS = /^(callId|siteId|registeredProductId|parent|standInId|consultantId|previousId)$/;

/** Names of the ids a field takes, those of its inputs too. */
function idNames({ field }: RootField): string[] {
  const names: string[] = [];
  const visit = (args: readonly { name: string; type: unknown }[]): void => {
    for (const { name, type } of args) {
      const named = getNamedType(type as never) as unknown as {
        name: string;
        getFields?: () => Record<string, { name: string; type: unknown }>;
      };
      const isNeeded = String(type).endsWith('!');
      if (
        named.name === 'ID' &&
        !/^(idempotencyKey|divisionCode|provinceCode|parent)$/.test(name) &&
        (isNeeded || !OPTIONAL_IDS.test(name))
      )
        names.push(name);
      else if (named.getFields && isNeeded) visit(Object.values(named.getFields()));
    }
  };
  visit(field.args);
  return [...new Set(names)];
}

/** What no type says: a hash that has to fit, a number that has to be right. */
async function withHints({ world }: Scene, field: string, call: Call, asker: Asker): Promise<Call> {
  const hint = HINTS[field];
  if (!hint) return call;
  const variables = structuredClone(call.variables) as Record<string, Record<string, unknown>>;
  await hint(variables, world.owner, asker);
  return { document: call.document, variables };
}

type Owner = { query(text: string, values: unknown[]): Promise<{ rows: never[] }> };
type Given = Record<string, Record<string, unknown>>;
const HINTS: Readonly<Record<string, (variables: Given, owner: Owner, asker: Asker) => unknown>> = {
  async confirmServiceRecord({ input = {} }, owner) {
    const { rows } = await owner.query('select content_hash from support.service_record where id = $1', [
      input.recordId,
    ]);
    input.contentHash = (rows[0] as { content_hash: string } | undefined)?.content_hash ?? input.contentHash;
  },
  async recordVisit({ input = {} }) {
    Object.assign(input, VISIT);
    input.contentHash = await serviceRecordHash({ ...NOTHING_MORE, ...input } as never);
  },
  changePassword(variables) {
    Object.assign(variables, { newPassword: `${crypto.randomUUID()} zebra` });
  },
  eraseMyAccount(variables, _owner, { person }) {
    Object.assign(variables, { confirmation: person.name });
  },
  inviteCustomerPerson({ input = {} }) {
    Object.assign(input, { roles: ['key_user'] });
  },
  async setNotificationPreference(variables, _owner, { person }) {
    const { data } = await person.ask<{ notificationPreferences: { kind: string }[] }>(
      '{ notificationPreferences { kind } }',
    );
    Object.assign(variables, { kind: data?.notificationPreferences?.[0]?.kind ?? variables.kind });
  },
  async handOverWork({ input = {} }, owner, { person }) {
    const { rows } = await owner.query(
      `select id from identity.membership where tenant_id = $1 and customer_id is null and ended_at is null and 'service_consultant' = any(roles) order by id`,
      [person.tenant],
    );
    const [from, to] = rows as { id: string }[];
    Object.assign(input, { fromId: from?.id, to: [{ kind: 'VISITS', toId: to?.id }] });
  },
  testSignOn: (variables) => Object.assign(variables, { callback: 'https://desk.example.cn/back' }),
  addAbsence: ({ input = {} }) => Object.assign(input, { startsOn: '2026-12-01', endsOn: '2026-12-02' }),
  changeAbsence: ({ input = {} }) => Object.assign(input, { startsOn: '2026-12-01', endsOn: '2026-12-02' }),
};
const NOTHING_MORE = {
  howToGetThere: null,
  productName: null,
  productVersion: null,
  serial: null,
  headquartersIssue: null,
  followUpNumber: null,
};
const VISIT = {
  contactName: '王会计',
  address: '张江路 88 号',
  symptom: '科目余额不平',
  diagnosis: '反过账',
  steps: '重新过账',
  serviceItems: [{ code: 'ROUTINE', price: null }],
  arrivedAt: '2026-11-20T01:00:00.000Z',
  leftAt: '2026-11-20T03:00:00.000Z',
  result: 'SOLVED',
};

/** Asks one question as one person. */
export async function tryField(
  scene: Scene,
  root: RootField,
  way: Way,
  owner: Asker,
  person: Person,
): Promise<Outcome> {
  const { document, variables } = await questionFor(scene, root, owner, way.choice);
  return outcomeOf(await answerOf(person, document, variables));
}
