import { randomBytes } from 'node:crypto';
import { services } from '@landfall/gateway/host/services';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import pg from 'pg';
import { SECRET } from './database.setup.ts';

/** A migrated database beside the tests' common one, on the same server: for a file whose queues are nobody else's. */
export async function openOwnDatabase(commonUrl: string): Promise<{ adminUrl: string; close(): Promise<void> }> {
  const name = `own_${randomBytes(6).toString('hex')}`;
  const asAdmin = async (statement: string): Promise<void> => {
    const client = new pg.Client(commonUrl);
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await asAdmin(`create database ${name}`);
  const url = new URL(commonUrl);
  url.pathname = `/${name}`;
  await ensureLogins(url.href, SECRET);
  await migrate(loginUrl(url.href, 'migrator', SECRET), services);
  return { adminUrl: url.href, close: () => asAdmin(`drop database ${name} with (force)`) };
}
