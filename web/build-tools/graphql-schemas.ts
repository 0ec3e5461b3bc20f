import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { webFolder } from './graphql-sources.ts';

export interface Contract {
  name: string;
  schema: GraphQLSchema;
}

let read: Contract[] | undefined;

/** The surfaces' public contracts as committed in `schema/contracts`. */
export const contracts = (): Contract[] => {
  read ??= ['desk', 'portal', 'hq'].map((name) => ({
    name,
    schema: buildSchema(readFileSync(join(webFolder, `../schema/contracts/${name}.graphql`), 'utf8'), {
      assumeValidSDL: true,
    }),
  }));
  return read;
};
