import 'reflect-metadata';
import { readConfig } from '../config/config.ts';
import { openDatabase } from '../host/open-database.ts';
import { services } from '../host/services.ts';
import { Progress } from '../process/progress.ts';
import { runCommand } from '../process/run.ts';

/** `npm run migrate`: brings the database to what this version needs. */
await runCommand(async (life) => {
  const progress = new Progress(process.stderr);
  const { ran } = await openDatabase(readConfig(), services, life, progress);
  progress.line(ran.length === 0 ? 'The database is current.' : ran.join('\n'));
});
