import { MyApiTokens } from '#lib/api-token/api-token.graphql';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ tokens: await query(event, MyApiTokens, {}, { live: true }) });
