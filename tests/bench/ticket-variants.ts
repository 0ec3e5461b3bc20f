import { page } from '@landfall/kit/rows/page';
import { Reader } from '@landfall/kit/tenancy/reader';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { signingKey, signViewer } from '@landfall/kit/viewer/viewer-token';
import { ticketShape } from '@landfall/support/ticket/ticket.shape';
import type { Dataset } from './dataset.ts';
import { asked } from './installation.ts';
import type { Variant } from './load.ts';

/** The list, as a page asks it. */
export const QUERY =
  '{ tickets(first: 50) { nodes { id number state severity symptom updatedAt customer { id name } takenBy { id name } } } }';
const PEER_QUERY = `{ allTickets(first: 50, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC]) { nodes { id: rowId number state severity symptom updatedAt customer { id: rowId name } takenBy { id: rowId name } } } }`;

interface TicketRow {
  id: string;
  number: string;
  state: string;
  severity: string;
  symptom: string;
  updatedAt: string;
  customer: { id: string; name: string };
  takenBy: { id: string; name: string };
}

/** The same rows in one form; instants in the one notation. */
function same(nodes: readonly TicketRow[]): unknown {
  if (nodes.length !== 50) throw new Error(`${nodes.length} rows`);
  return nodes.map((node) => [
    node.id,
    node.number,
    node.state,
    node.severity,
    node.symptom,
    Date.parse(node.updatedAt),
    node.customer.id,
    node.customer.name,
    node.takenBy.id,
    node.takenBy.name,
  ]);
}

/** The statement our list sends, as the raw peer sends it: columns have names there, as pg makes objects of rows. */
const statement = await (async () => {
  let text = '';
  const spy = {
    async query(_: unknown, sent: { text: string }) {
      text = sent.text;
      return [];
    },
  } as unknown as Reader;
  const leaves = {
    id: {},
    number: {},
    state: {},
    severity: {},
    symptom: {},
    updatedAt: {},
    customer: { id: {}, name: {} },
    takenBy: { id: {}, name: {} },
  };
  await page(
    { reader: spy, scope: { login: 'desk', tenant: '' } },
    ticketShape,
    { nodes: leaves },
    { first: 50 },
    { column: 'updated_at', type: 'timestamptz', descending: true },
  );
  return text.replaceAll(/as "(\d+)"/g, 'as c$1');
})();

/** What the gateway adds to the viewer a session holds. */
const AT_THE_DOOR = {
  sessionId: '',
  locale: 'zh-CN',
  way: 'PASSWORD',
  address: null,
  provenAt: null,
  scopes: null,
  support: null,
} as const;

/** What the gateway would send along for each tenant, signed anew every 20 s: a token is good for a minute. */
export async function viewerTokens(
  tenants: Dataset['tenants'],
  secret: string,
): Promise<{ readonly tokens: readonly string[]; stop(): void }> {
  const key = signingKey(secret);
  const sign = () =>
    Promise.all(tenants.map(({ viewer }) => signViewer({ ...(viewer as Viewer), ...AT_THE_DOOR }, 'support', key)));
  const tokens = await sign();
  const timer = setInterval(async () => tokens.splice(0, tokens.length, ...(await sign())), 20_000);
  return { tokens, stop: () => clearInterval(timer) };
}

/** A page of 50 tickets with the customer's and the consultant's names, asked in each way. */
export function ticketVariants(tenants: Dataset['tenants']) {
  const json = { 'content-type': 'application/json' };
  const own = JSON.stringify({ query: QUERY });
  const named = JSON.stringify(asked(QUERY));
  const data = (body: string): unknown => {
    const answer = JSON.parse(body) as { data: unknown; errors?: unknown };
    if (answer.errors) throw new Error(JSON.stringify(answer.errors).slice(0, 1000));
    return answer.data;
  };
  return {
    statement,
    gateway: (url: string): Variant => ({
      name: 'gateway',
      url: `${url}/graphql`,
      request: (nth) => ({ headers: { ...json, cookie: `landfall=${tenants[nth]?.token}` }, body: named }),
      rows: (body) => same((data(body) as { tickets: { nodes: TicketRow[] } }).tickets.nodes),
    }),
    postgraphile: (url: string): Variant => ({
      name: 'PostGraphile',
      url,
      request: (nth) => ({
        headers: { ...json, 'x-tenant': tenants[nth]?.id ?? '' },
        body: JSON.stringify({ query: PEER_QUERY }),
      }),
      rows: (body) => same((data(body) as { allTickets: { nodes: TicketRow[] } }).allTickets.nodes),
    }),
    raw: (url: string): Variant => ({
      name: 'http + pg',
      url,
      request: (nth) => ({ headers: { ...json, 'x-tenant': tenants[nth]?.id ?? '' }, body: '{}' }),
      rows: (body) =>
        same(
          (data(body) as { rows: Record<string, string>[] }).rows.slice(0, 50).map(
            (r) =>
              ({
                id: r.c0,
                number: r.c1,
                state: r.c2,
                severity: r.c3,
                symptom: r.c4,
                updatedAt: r.c5,
                customer: { id: r.c6, name: r.c7 },
                takenBy: { id: r.c8, name: r.c9 },
              }) as TicketRow,
          ),
        ),
    }),
    subgraph: (url: string, tokens: readonly string[]): Variant => ({
      name: 'support alone',
      url,
      request: (nth) => ({ headers: { ...json, authorization: `Viewer ${tokens[nth]}` }, body: own }),
      rows: (body) => same((data(body) as { tickets: { nodes: TicketRow[] } }).tickets.nodes),
    }),
  };
}
