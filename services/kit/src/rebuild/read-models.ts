import type { Metrics } from '../metrics/metrics.ts';
import type { Service } from '../service/service.ts';
import type { Reader } from '../tenancy/reader.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import type { ReadModel } from './read-model.ts';
import { searchModel } from './search-model.ts';

const worker = { login: 'worker' } as const;

/** Every read model of these services: their own, and what their things are found by. */
export function readModelsOf(services: readonly Service[]): ReadModel[] {
  return services.flatMap(({ readModels = [], findables = [] }) => [...readModels, ...findables.map(searchModel)]);
}

/** Every partner's id. */
export async function tenantsOf(tenancy: Tenancy, services: readonly Service[]): Promise<string[]> {
  const [list] = services.flatMap((service) => service.tenantList ?? []);
  if (!list) return [];
  const rows = await tenancy.reader('worker').query<{ tenant_id: string }>(worker, { text: list });
  return rows.map((row) => row.tenant_id);
}

/** Tells what the last comparison of each read model found. Read at each scrape. */
export function measureReadModels(metrics: Metrics, reader: Reader): void {
  metrics.gauges(
    {
      name: 'landfall_read_model_differences',
      help: 'Things of a read model that differed from its tables when they were last compared.',
      label: 'model',
      over: 'max',
    },
    async () =>
      (
        await reader.query<{ label: string; value: number }>(worker, {
          text: `select model as label, sum(differing)::int as value from kit.read_model_run where work = 'COMPARISON' group by 1`,
        })
      ).map(({ label, value }) => [label, value]),
  );
}
