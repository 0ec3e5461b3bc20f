import { localDay } from './open-hours.ts';

/** A text with `{期}` as the accounting period spoken of: until the tenth it is the last month's. */
export function inMonth(text: string, at: number): string {
  const { month, day } = localDay(at);
  const spokenOf = day <= 10 ? month - 1 : month;
  return text.replaceAll(/\{期\} ?/g, `${spokenOf === 0 ? 12 : spokenOf}月`);
}
