import type { DataSubject } from '@landfall/kit/personal/rows-about';
import type { Context } from '@landfall/kit/service/context';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';

interface Place {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly contact_id: string | null;
}

/** The asking person by everything their values are marked with, as the door knows them; memberships that ended too. */
export async function dataSubjectOf({ host, viewer }: Pick<Context, 'host' | 'viewer'>): Promise<DataSubject> {
  const rows = await host.tenancy.reader('edge').query<Place>(
    { login: 'edge', account: viewer.accountId },
    {
      name: 'data-subject',
      text: `select m.id, m.tenant_id, m.contact_id from identity.membership m where m.account_id = $1
        union all select h.id, null, null from identity.headquarters_membership h where h.account_id = $1`,
      values: [viewer.accountId],
    },
  );
  return {
    accountId: viewer.accountId,
    tenants: [...new Set(rows.map((row) => row.tenant_id ?? HEADQUARTERS))],
    ids: [...new Set(rows.flatMap((row) => [row.id, ...(row.contact_id ? [row.contact_id] : [])]))],
  };
}
