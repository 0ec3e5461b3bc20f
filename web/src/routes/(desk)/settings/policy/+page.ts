import { query } from '#lib/graph/query.ts';
import { PolicyPage } from '#lib/settings/policy.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ page: await query(event, PolicyPage, {}, { live: true }) });
