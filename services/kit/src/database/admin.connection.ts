import pg from 'pg';
import { StartError } from './start.error.ts';

const OLDEST = 15;

/**
 * A connection with the rights to prepare the database; its caller ends it. Throws StartError, in one line, when the
 * server can't be reached, refuses us, or is older than PostgreSQL 15.
 */
export async function connectAdmin(adminUrl: string): Promise<{ client: pg.Client; major: number }> {
  const client = new pg.Client({
    ...options(adminUrl),
    application_name: 'landfall admin',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major >= OLDEST) return { client, major };
    throw new StartError(
      `DATABASE_URL is PostgreSQL ${major}; Landfall needs ${OLDEST} or newer: point DATABASE_URL at one, or leave it unset for the embedded database.`,
    );
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error instanceof StartError ? error : unreachable(adminUrl, error);
  }
}

/** Reaches the server once and checks its version, as `connectAdmin` does; returns the major version. */
export async function checkServer(adminUrl: string): Promise<number> {
  const { client, major } = await connectAdmin(adminUrl);
  await client.end();
  return major;
}

function options(url: string): pg.ClientConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new StartError('DATABASE_URL is not an address like postgres://user:password@host:5432/database.');
  }
  return { connectionString: url };
}

function unreachable(url: string, error: unknown): StartError {
  const { code, message } = firstOf(error);
  const place = url.replace(/^.*@/, '').replace(/\?.*$/, '');
  const hint = 'start that server, correct DATABASE_URL, or leave it unset for the embedded database';
  if (code === '28P01' || code === '28000') {
    return new StartError(`DATABASE_URL (${place}) refuses the login: ${message}. Correct its user and password.`, {
      cause: error,
    });
  }
  if (code === '3D000')
    return new StartError(`DATABASE_URL (${place}): ${message}. Create it, or correct the name.`, { cause: error });
  return new StartError(`DATABASE_URL (${place}) can't be reached: ${message || code}: ${hint}.`, { cause: error });
}

/** A name with several addresses fails with one error an address, wrapped in one without a message. */
function firstOf(error: unknown): { code: string; message: string } {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = inner as { code?: string; message?: string };
  return { code: code ?? '', message: message ?? String(inner) };
}
