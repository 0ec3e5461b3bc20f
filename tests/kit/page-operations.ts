import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PageOperation } from '@landfall/gateway/server/persisted-operations';

const file = resolve(import.meta.dirname, '../../schema/operations.json');
let ids: Map<string, string> | undefined;

/** The id by which pages ask for an operation. */
export function pageOperation(name: string): string {
  ids ??= new Map(
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, PageOperation>)
      .filter(([, { until }]) => !until)
      .map(([id, operation]) => [operation.name, id]),
  );
  const id = ids.get(name);
  if (!id) throw new Error(`no page has an operation ${name}: npm run schema`);
  return id;
}
