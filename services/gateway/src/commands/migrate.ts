import 'reflect-metadata';
import { runCommand } from '../process/run.ts';
import { Progress } from '../process/progress.ts';
import { readConfig } from '../config/config.ts';
import { services } from '../host/services.ts';
import { openDatabase } from '../host/open-database.ts';

/** `npm run migrate`: brings the database to what this version needs. */
await runCommand(async (life) => {
  const progress = new Progress(process.stderr);
  const { ran } = await openDatabase(readConfig(), services, life, progress);
  progress.line(ran.length === 0 ? 'The database is current.' : ran.join('\n'));
});
