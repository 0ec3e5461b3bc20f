import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { LAYOUT_WORDS, type Letter, type Sender } from './letter.ts';

/** The plain-text part: everything the HTML says, link included. */
export function textOf(letter: Letter, sender: Sender, locale: Locale): string {
  const { heading, lines, facts = [], button, notes = [], why } = letter;
  const { colon } = LAYOUT_WORDS[locale];
  const parts = [
    heading,
    ...lines,
    facts.map(([label, value]) => `${label}${colon}${value}`).join('\n'),
    button ? `${button.label}\n${button.href.href}` : '',
    ...notes,
    `-- \n${sender.name}\n${why}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
