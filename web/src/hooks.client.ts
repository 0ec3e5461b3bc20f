import type { ClientInit, HandleClientError } from '@sveltejs/kit/hooks';

/** Where the server says (`Server-Timing`) that it traces this page, the page tells what it saw too; the code is loaded only then. */
export const init: ClientInit = async () => {
  if (JSON.stringify(performance.getEntriesByType('navigation')).includes('traceparent'))
    await import('#lib/tracing/page-trace.ts').catch(() => {});
};

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'unknown') console.error(error);
};
