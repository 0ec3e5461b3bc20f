import { filterOf, questionOf } from '#lib/figure/figure.period.ts';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';
import { FiguresPage } from './figures-page.graphql';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const filter = filterOf(event.url.searchParams);
  const question = questionOf(filter, Date.now(), viewer.timeZone);
  return { filter, question, figures: await query(event, FiguresPage, question, { live: true }) };
};
