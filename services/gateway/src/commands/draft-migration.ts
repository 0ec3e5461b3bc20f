import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate, schemaDifference } from '@landfall/kit/migration/migrate';
import { services } from '../host/services.ts';

/**
 * Writes what a service's entities want beyond its migrations as a new migration file, to be read and corrected by a
 * person: `npm run migrate -- draft support add-region`.
 */
const [serviceName = '', name = 'initial'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'landfall-draft-'));
chmodSync(folder, 0o755);
const database = await startEmbedded(folder);
try {
  const secret = 'draft';
  await ensureLogins(database.adminUrl, secret);
  const url = loginUrl(database.adminUrl, 'migrator', secret);
  await migrate(url, services, { tablesOnly: true });
  const every = await schemaDifference(url, services);
  const schemas = serviceName === 'kit' ? ['kit', 'ledger'] : [serviceName];
  const own = every.filter((statement) =>
    schemas.some((schema) => statement.includes(`"${schema}".`) || statement.includes(`${schema}.`)),
  );
  const other = every.filter((statement) => !own.includes(statement));
  if (other.length > 0)
    console.error(`also different, not in ${serviceName}: ${other.length} statements\n${other.slice(0, 5).join('\n')}`);
  if (own.length === 0) console.error(`${serviceName}: entities and migrations agree`);
  else {
    const path = resolve(`services/${serviceName}/src/migrations`);
    mkdirSync(path, { recursive: true });
    const date = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const className = `Migration${date}${name.replace(/(^|-)(\w)/g, (_, __, c: string) => c.toUpperCase())}`;
    const body = own.map((statement) => `    this.addSql(\`${statement.replaceAll('`', '\\`')}\`);`).join('\n');
    const file = join(path, `${date}-${name}.ts`);
    writeFileSync(
      file,
      `import { Migration } from '@mikro-orm/migrations';\n\n/** ${name.replaceAll('-', ' ')} */\nexport class ${className} extends Migration {\n  override up(): void {\n${body}\n  }\n}\n`,
    );
    console.error(`wrote ${file}: read it, then add it to the service's list`);
  }
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
