import { error, type RequestEvent } from '@sveltejs/kit';
import { query } from '#lib/graph/query.ts';
import type { AuditFilter } from '#lib/graph/schema.generated.ts';
import { AuditList } from './audit.graphql';
import { auditCsv } from './audit-csv.server.ts';

/** How long after it was asked for an export may be fetched. Milliseconds. */
const FRESH = 10 * 60_000;

/**
 * The lines an export was asked for, as CSV, page by page. What is exported is what the export's own line in the trail says,
 * so nothing leaves that isn't written down; that line needed a proof.
 */
export const exportTrail = async (event: RequestEvent): Promise<Response> => {
  const id = event.url.searchParams.get('id') ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) error(404);
  const asked = await query(event, AuditList, {
    filter: { nounId: id, actions: ['exportAudit'] },
    first: 1,
    after: null,
  });
  const line = asked.auditEntries.nodes[0];
  if (!line || Date.now() - Date.parse(line.at) > FRESH) error(404);
  const filter: AuditFilter = JSON.parse(line.changes.find(({ field }) => field === 'filter')?.after ?? '{}');
  // What happens while it is read, its own line too, belongs to the next one.
  filter.until ??= line.at;
  const pageAfter = (after: string | null) => query(event, AuditList, { filter, first: 200, after });
  const name = `audit-${line.at.slice(0, 10)}.csv`;
  return new Response(auditCsv(pageAfter, event.locals.locale), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
};
