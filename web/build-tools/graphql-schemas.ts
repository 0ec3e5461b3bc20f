import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { webFolder } from './graphql-sources.ts';

export interface Contract {
  name: string;
  schema: GraphQLSchema;
}

/** The surfaces' public contracts as committed in `schema/`; without them the interim `contract.graphql`. */
export const contracts = (): Contract[] => {
  const committed = ['desk', 'portal', 'hq']
    .map((name) => ({ name, path: join(webFolder, '..', 'schema', `${name}.graphql`) }))
    .filter(({ path }) => existsSync(path));
  const files = committed.length === 3 ? committed : [{ name: 'contract', path: join(webFolder, 'contract.graphql') }];
  return files.map(({ name, path }) => ({
    name,
    schema: buildSchema(readFileSync(path, 'utf8'), { assumeValidSDL: true }),
  }));
};
