import { ArchivePage } from '#lib/archive/archive.graphql';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ page: await query(event, ArchivePage, {}, { live: true }) });
