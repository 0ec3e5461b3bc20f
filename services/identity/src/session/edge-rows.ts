/** The row is the one named by the hash in `app.key`. */
export const OWN_KEY = (column: string): string => `${column} = (select current_setting('app.key') as current_setting)`;

/** The row is the account's that has just proven itself. */
export const OWN_ACCOUNT = (column: string): string =>
  `${column} = (select current_setting('app.account')::uuid as current_setting)`;
