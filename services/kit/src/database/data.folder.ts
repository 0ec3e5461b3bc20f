import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from './start.error.ts';

/** What this Landfall writes; a folder with a higher number was written by a newer one. */
export const FORMAT = 1;
/** The major version of the embedded PostgreSQL. */
export const POSTGRES_MAJOR = 18;

/** What `landfall.json` in the data folder remembers between starts. */
export interface FolderNote {
  format: number;
  postgres: number;
  /** TCP port on 127.0.0.1 the database last had. */
  port: number | undefined;
  /** Folder of the database's Unix socket; undefined where sockets can't be used. */
  socketDir: string | undefined;
}

/** The data folder: `landfall.json`, `postgres/` (the cluster) and `postgres.log`. */
export class DataFolder {
  readonly path: string;
  readonly cluster: string;
  readonly log: string;
  private readonly noteFile: string;

  constructor(path: string) {
    try {
      mkdirSync(path, { recursive: true, mode: 0o755 });
    } catch (cause) {
      throw new StartError(
        `The data folder ${resolve(path)} can't be made: ${reason(cause)}. Choose another with DATA_DIR.`,
        {
          cause,
        },
      );
    }
    this.path = realpathSync(path);
    this.cluster = join(this.path, 'postgres');
    this.log = join(this.path, 'postgres.log');
    this.noteFile = join(this.path, 'landfall.json');
  }

  /** The note, or undefined in a new folder. Throws StartError when a newer Landfall or PostgreSQL wrote the folder. */
  read(): FolderNote | undefined {
    const note = this.readNote();
    if (note && note.format > FORMAT) {
      throw new StartError(
        `The data folder ${this.path} was written by a newer Landfall (format ${note.format}, this one knows ${FORMAT}): update Landfall, or choose another folder with DATA_DIR.`,
      );
    }
    const major = this.clusterMajor() ?? note?.postgres ?? POSTGRES_MAJOR;
    if (major !== POSTGRES_MAJOR) {
      const age = major > POSTGRES_MAJOR ? 'a newer' : 'an older';
      throw new StartError(
        `The data folder ${this.path} was written by ${age} PostgreSQL (${major}, this one is ${POSTGRES_MAJOR}): ${major > POSTGRES_MAJOR ? 'update Landfall' : 'move it with pg_upgrade'}, or choose another folder with DATA_DIR.`,
      );
    }
    return note;
  }

  write(note: FolderNote): void {
    const draft = `${this.noteFile}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(note, null, 2)}\n`);
    renameSync(draft, this.noteFile);
  }

  /** True once initdb has run to its end: the cluster is moved into place only then. */
  hasCluster(): boolean {
    return existsSync(join(this.cluster, 'PG_VERSION'));
  }

  /** Password of the cluster's superuser: made with the cluster, independent of SECRET. */
  adminPassword(): string {
    return readFileSync(join(this.cluster, ADMIN_KEY), 'utf8').trim();
  }

  private clusterMajor(): number | undefined {
    try {
      return Number.parseInt(readFileSync(join(this.cluster, 'PG_VERSION'), 'utf8'), 10);
    } catch (error) {
      if (code(error) === 'ENOENT') return undefined;
      throw new StartError(
        `The data folder ${this.cluster} can't be read: ${reason(error)}. Choose another with DATA_DIR.`,
      );
    }
  }

  private readNote(): FolderNote | undefined {
    let text: string;
    try {
      text = readFileSync(this.noteFile, 'utf8');
    } catch (error) {
      if (code(error) === 'ENOENT') return undefined;
      throw new StartError(
        `${this.noteFile} can't be read: ${reason(error)}. Choose another data folder with DATA_DIR.`,
      );
    }
    try {
      const note = JSON.parse(text) as FolderNote;
      if (Number.isInteger(note.format)) return note;
    } catch {
      // Falls through to the one message for both.
    }
    throw new StartError(`${this.noteFile} is damaged: remove it (the database beside it is kept) and start again.`);
  }
}

/** File inside the cluster's folder, so that it moves into place together with the cluster it opens. */
export const ADMIN_KEY = 'landfall-admin.key';

function code(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
