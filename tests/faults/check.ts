import type { Journal, Kind } from './journal.ts';
import type { Site } from './site.ts';

/** What the tables say of what was acknowledged. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Anything else that must not be. */
  readonly wrong: readonly string[];
}

/** How often each intent had its effect, and whether the effect is whole. One statement a kind, over all tenants. */
const EFFECTS: Readonly<Record<Kind, string>> = {
  raise: `select symptom as intent, count(*)::int as times, min(id::text) as id from support.ticket where symptom like '#%' group by symptom`,
  note: `select note as intent, count(*)::int as times, null::text as id from support.activity where note like '#%' group by note`,
  dispatch: `select i.key as intent, count(o.id)::int as times, min(o.id::text) as id from kit.idempotency_key i
    join support.dispatch_order o on o.tenant_id = i.tenant_id and o.ticket_id = (select d.ticket_id from support.dispatch_order d
      where d.tenant_id = i.tenant_id and d.id = i.result_id) where i.key like '#dispatch%' group by i.key`,
  assign: storied('#assign%', 'order.assign'),
  contact: storied('#contact%', 'order.contact'),
};

/** What is done to an order is a line of its story. */
function storied(keys: string, action: string): string {
  return `select i.key as intent, count(a.id)::int as times, min(i.result_id::text) as id from kit.idempotency_key i
    left join support.activity a on a.tenant_id = i.tenant_id and a.order_id = i.result_id and a.action = '${action}'
    where i.key like '${keys}' group by i.key`;
}

/** Rows that contradict each other, whatever was acknowledged. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'two tickets with one number': 'select tenant_id, number from support.ticket group by 1, 2 having count(*) > 1',
  'an order without its two promises': `select o.tenant_id, o.id from support.dispatch_order o left join ledger.service_promise p
    on p.tenant_id = o.tenant_id and p.noun_id = o.id group by 1, 2 having count(p.id) <> 2`,
  'a customer who was reached, and the promise to reach it not kept': `select o.tenant_id, o.id from support.dispatch_order o
    join ledger.service_promise p on p.tenant_id = o.tenant_id and p.noun_id = o.id and p.kind = 'CONTACT'
    where (o.state = 'CONTACTED') <> (p.kept_at is not null)`,
  'a dispatched ticket without an order': `select t.tenant_id, t.id from support.ticket t where t.state = 'DISPATCHED' and not exists
    (select from support.dispatch_order o where o.tenant_id = t.tenant_id and o.ticket_id = t.id)`,
  'a number taken and not used': `select c.tenant_id, c.value from kit.counter c where c.noun = 'ticket' and c.value <>
    (select count(*) from support.ticket t where t.tenant_id = c.tenant_id)`,
};

/** Holds every acknowledged mutation against the tables. */
export async function check(site: Site, journal: Journal): Promise<Verdict> {
  const [lost, doubled, wrong]: [string[], string[], string[]] = [[], [], []];
  for (const [kind, text] of Object.entries(EFFECTS) as [Kind, string][]) {
    const effects = new Map(
      (await site.rows<{ intent: string; times: number; id: string | null }>(text)).map((row) => [row.intent, row]),
    );
    for (const intent of journal.intents.filter((one) => one.kind === kind)) {
      const effect = effects.get(intent.id);
      const times = effect?.times ?? 0;
      if (intent.outcome === 'acknowledged' && times === 0) lost.push(`${kind} ${intent.id}`);
      if (times > 1) doubled.push(`${kind} ${intent.id}: ${times} times`);
      if (intent.outcome === 'refused' && times > 0) wrong.push(`${kind} ${intent.id}: refused, and done`);
      if (intent.outcome === 'acknowledged' && effect?.id && intent.resultId && effect.id !== intent.resultId)
        wrong.push(`${kind} ${intent.id}: answered with another id`);
    }
  }
  for (const [what, text] of Object.entries(CONTRADICTIONS)) {
    const rows = await site.rows(text);
    if (rows.length > 0) wrong.push(`${what}: ${rows.length}`);
  }
  return { lost, doubled, wrong: [...wrong, ...journal.oddities] };
}
