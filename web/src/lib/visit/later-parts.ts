/** What the screens of a visit open only later, at the customer's: fetched with them, as there may be no network then. */
export const handOver = () => import('./hand-over.svelte');
export const visitMore = () => import('./visit-more.svelte');
