import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '@landfall/kit/service/service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import type { Surface } from '@landfall/kit/viewer/viewer';
import { fieldsByViewer } from './by-viewer.ts';
import { compose, stableSdl } from './compose.ts';

/** Every file under `schema/`, by its path there: one SDL a service, the supergraph, and each surface's contract with the supergraph it runs on. */
export function schemaFiles(services: readonly Service[]): Map<string, string> {
  const subgraphs = services.filter((service) => service.resolvers.length > 0).map(buildSubgraph);
  const { supergraph, contracts } = compose(subgraphs);
  const files = new Map<string, string>();
  for (const { name, sdl } of subgraphs) files.set(`services/${name}.graphql`, stableSdl(sdl));
  files.set('supergraph.graphql', stableSdl(supergraph));
  for (const [surface, contract] of Object.entries(contracts)) {
    files.set(`contracts/${surface}.graphql`, stableSdl(contract.sdl));
    files.set(`contracts/${surface}.supergraph.graphql`, stableSdl(contract.supergraph));
  }
  return files;
}

/** The supergraph each surface runs on, and what composition leaves out of them. */
export interface Contracts extends Readonly<Record<Surface, string>> {
  /** Fields that say another thing to each person: `Type.field`. */
  readonly byViewer: ReadonlySet<string>;
}

/** The contracts as committed. */
export function readContracts(folder: string): Contracts {
  const read = (surface: Surface): string =>
    readFileSync(join(folder, 'contracts', `${surface}.supergraph.graphql`), 'utf8');
  const byViewer = fieldsByViewer(readFileSync(join(folder, 'supergraph.graphql'), 'utf8'));
  return { desk: read('desk'), portal: read('portal'), hq: read('hq'), byViewer };
}

/** Writes the files. */
export function writeSchemaFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The committed files, by path. */
export function committedFiles(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
