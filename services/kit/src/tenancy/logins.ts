import type { Waiting } from '../asker/asker.ts';
import type { Login } from '../database/logins.ts';

/**
 * What a login's row policies read. `desk` and `portal` see a tenant; `edge` sees what it can name by its hash (`key`)
 * or one account's rows; `hq` and `worker` carry nothing.
 */
export interface Scope {
  readonly login: Login;
  readonly tenant?: string;
  readonly customers?: readonly string[];
  readonly key?: string;
  readonly account?: string;
  /** Nobody waits for the answer any more: the query and its connection end with it. */
  readonly signal?: Waiting;
}

/** An id nobody has: an unset account matches no row and is no error either. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The settings a scope puts in front of its query, in the order of {@link SETTINGS_SQL}. */
export function settingsOf(scope: Scope): readonly string[] {
  switch (scope.login) {
    case 'portal':
      return [scope.tenant ?? '', `{${(scope.customers ?? []).join(',')}}`];
    case 'edge':
      return [scope.key ?? '', scope.account ?? NOBODY];
    default:
      return [scope.tenant ?? ''];
  }
}

/** One statement a login: it runs under the same Sync as the query behind it and ends with it. */
export const SETTINGS_SQL: Readonly<Record<Login, string>> = {
  desk: "select set_config('app.tenant', $1, true)",
  portal: "select set_config('app.tenant', $1, true), set_config('app.customers', $2, true)",
  edge: "select set_config('app.key', $1, true), set_config('app.account', $2, true)",
  hq: "select set_config('app.tenant', $1, true)",
  worker: "select set_config('app.tenant', $1, true)",
  migrator: "select set_config('app.tenant', $1, true)",
};

/** What a unit of work begins with: the same settings, with `?` for their values, and the database's clock. */
export function openingOf(login: Login): string {
  return `${SETTINGS_SQL[login].replaceAll(/\$\d/g, '?')}, now()::text as now`;
}
