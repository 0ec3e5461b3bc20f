import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { webFolder } from './graphql-sources.ts';

export interface Contract {
  name: string;
  schema: GraphQLSchema;
  /** The page's own expectation, while the services still grow into it. */
  interim: boolean;
}

let read: Contract[] | undefined;

/** The surfaces' public contracts as committed in `schema/contracts`, then what of the agreed contract isn't there yet. */
export const contracts = (): Contract[] => {
  read ??= [
    ...['desk', 'portal', 'hq'].map((name) => ({
      name,
      path: join(webFolder, `../schema/contracts/${name}.graphql`),
      interim: false,
    })),
    { name: 'interim', path: join(webFolder, 'contract.graphql'), interim: true },
  ]
    .filter(({ path }) => existsSync(path))
    .map(({ name, path, interim }) => ({
      name,
      interim,
      schema: buildSchema(readFileSync(path, 'utf8'), { assumeValidSDL: true }),
    }));
  return read;
};
