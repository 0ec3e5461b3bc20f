import { query } from '#lib/graph/query.ts';
import { OrganisationPage } from '#lib/settings/organisation.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ page: await query(event, OrganisationPage, {}, { live: true }) });
