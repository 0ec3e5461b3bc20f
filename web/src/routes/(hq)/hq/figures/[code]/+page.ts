import { error } from '@sveltejs/kit';
import { filterOf, questionOf } from '#lib/figure/figure.period.ts';
import { codeOf } from '#lib/figure/figure.words.ts';
import { query } from '#lib/graph/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types';
import { FigurePage } from './figure-page.graphql';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const code = codeOf(event.params.code) ?? error(404, m.app_error_missing_title(), { code: 'NOT_FOUND' });
  const filter = filterOf(event.url.searchParams);
  const question = questionOf(filter, Date.now(), viewer.timeZone);
  const figures = await query(event, FigurePage, question, { live: true });
  if (!figures.period.some((figure) => figure.code === code))
    error(404, m.app_error_missing_title(), { code: 'NOT_FOUND' });
  return { code, filter, question, figures };
};
