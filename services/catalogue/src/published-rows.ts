import type { GlobalTableOptions } from '@landfall/kit/tenancy/table';

/** Rows headquarters publishes to everyone: all surfaces read them, headquarters alone writes them. */
export const PUBLISHED: GlobalTableOptions['rows'] = {
  desk: { using: 'true', may: ['select'] },
  portal: { using: 'true', may: ['select'] },
  hq: { using: 'true', may: ['select', 'insert', 'update'] },
};
