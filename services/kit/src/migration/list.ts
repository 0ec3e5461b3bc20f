import { Migration20261123Audit } from '../migrations/20261123-audit.ts';
import { Migration20261123AuditAction } from '../migrations/20261123-audit-action.ts';
import { Migration20261123AuditTrail } from '../migrations/20261123-audit-trail.ts';
import { Migration20261123ClockWork } from '../migrations/20261123-clock-work.ts';
import { Migration20261123Initial } from '../migrations/20261123-initial.ts';
import { Migration20261123ReadModelRun } from '../migrations/20261123-read-model-run.ts';
import { Migration20261123Retention } from '../migrations/20261123-retention.ts';
import type { NamedMigration } from '../service/service.ts';

/** Kit's migrations, oldest first. */
export const kitMigrations: readonly NamedMigration[] = [
  { name: '20261123-initial', class: Migration20261123Initial },
  { name: '20261123-audit', class: Migration20261123Audit },
  { name: '20261123-audit-trail', class: Migration20261123AuditTrail },
  { name: '20261123-retention', class: Migration20261123Retention },
  { name: '20261123-audit-action', class: Migration20261123AuditAction },
  { name: '20261123-read-model-run', class: Migration20261123ReadModelRun },
  { name: '20261123-clock-work', class: Migration20261123ClockWork },
];
