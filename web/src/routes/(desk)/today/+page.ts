import { query } from '#lib/graph/query.ts';
import { TodayPage } from '#lib/promise/my-promises.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ today: await query(event, TodayPage, {}, { live: true }) });
