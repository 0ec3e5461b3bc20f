import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import { pageOperations } from './graphql-operations.ts';
import { webFolder } from './graphql-sources.ts';

/**
 * Lays the build's own operations beside its handler: pages and server of one build understand each other also where
 * `npm run schema` was forgotten, which `npm run check` then says.
 */
export const withOperations = (adapter: Adapter, out: string): Adapter => ({
  ...adapter,
  async adapt(builder) {
    await adapter.adapt(builder);
    writeFileSync(join(webFolder, out, 'operations.json'), JSON.stringify(Object.fromEntries(pageOperations())));
  },
});
