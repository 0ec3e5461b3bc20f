import { m } from '#lib/paraglide/messages.js';

/** 1 to 5 in words, the worst first. */
export const ratings = [
  { value: 1, words: m.portal_rating_1 },
  { value: 2, words: m.portal_rating_2 },
  { value: 3, words: m.portal_rating_3 },
  { value: 4, words: m.portal_rating_4 },
  { value: 5, words: m.portal_rating_5 },
] as const;

/** "4 分，满意" */
export const ratingWords = (rating: number): string =>
  m.portal_rating_value({ rating, words: ratings.find(({ value }) => value === rating)?.words() ?? '' });
