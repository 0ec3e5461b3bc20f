import type { Fault } from './fault.ts';
import { OF_CLIENTS } from './kinds/of-clients.ts';
import { OF_DATABASE } from './kinds/of-database.ts';
import { OF_EVENTS } from './kinds/of-events.ts';
import { OF_MAIL } from './kinds/of-mail.ts';
import { OF_SERVERS } from './kinds/of-servers.ts';

/** Every fault, by what it says in the report. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  ...OF_DATABASE,
  ...OF_SERVERS,
  ...OF_EVENTS,
  ...OF_CLIENTS,
  ...OF_MAIL,
};
