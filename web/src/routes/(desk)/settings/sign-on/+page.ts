import { query } from '#lib/graph/query.ts';
import { SignOnPage } from '#lib/sign-on/sign-on.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ page: await query(event, SignOnPage, {}, { live: true }) });
