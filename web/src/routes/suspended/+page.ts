import type { PageLoad } from './$types';

/** Public: whoever reads it can't sign in. Which of the two it is, the address says. */
export const load: PageLoad = ({ url }) => ({ hasLeft: url.searchParams.get('why') === 'left' });
