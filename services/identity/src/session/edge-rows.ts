/** The row is the one named by the hash in `app.key`. */
export const OWN_KEY = (column: string): string => `${column} = (select current_setting('app.key') as current_setting)`;

/** The row is one of those named by the hashes in `app.key`, with commas between them. */
export const OWN_KEYS = (column: string): string =>
  `${column} = any (string_to_array((select current_setting('app.key') as current_setting), ','))`;

/** The row is the account's that has just proven itself. */
export const OWN_ACCOUNT = (column: string): string =>
  `${column} = (select current_setting('app.account')::uuid as current_setting)`;

/**
 * The row is the account's that has just proven itself, or whose session or API token is named by a hash in `app.key`: either
 * is looked up together with the membership it is bound to.
 */
export const OWN_SESSION = (column: string): string =>
  `${OWN_ACCOUNT(column)} or ${column} in (select s.account_id\n   from identity.session s) or ${column} in (select t.account_id\n   from identity.api_token t)`;
