import pg from 'pg';

/** A copy of a database that nobody is connected to. @returns its address */
export function copyOf(adminUrl: string, copy: string): Promise<string> {
  return create(adminUrl, copy, (name) => `create database ${copy} template ${name}`);
}

/** A database with nothing in it. @returns its address */
export function emptyDatabase(adminUrl: string, name: string): Promise<string> {
  return create(adminUrl, name, () => `create database ${name}`);
}

async function create(adminUrl: string, made: string, statement: (name: string) => string): Promise<string> {
  const admin = new pg.Client(adminUrl);
  admin.on('error', () => {});
  await admin.connect();
  const [{ name }] = (await admin.query<{ name: string }>('select current_database() as name')).rows as [
    { name: string },
  ];
  await admin.query(statement(name));
  await admin.end();
  return adminUrl.replace(`/${name}`, `/${made}`);
}
