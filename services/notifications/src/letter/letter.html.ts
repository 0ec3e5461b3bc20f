import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { layoutOf } from './letter.layout.ts';
import { LAYOUT_WORDS, type Letter, type Sender } from './letter.ts';
import { LOGO_CID } from './logo.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in content and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The HTML part: the compiled layout of the letter's shape, filled. Only what is escaped gets in. */
export async function htmlOf(letter: Letter, sender: Sender, locale: Locale): Promise<string> {
  const { heading, lines, facts = [], button, notes = [], why, subject } = letter;
  const layout = await layoutOf({
    facts: facts.length > 0,
    button: button !== undefined,
    logo: sender.logo !== undefined,
  });
  const paragraphs = (texts: readonly string[]): string =>
    texts.map((text) => `<p style="margin:0 0 12px">${escapeHtml(text)}</p>`).join('');
  const filled: Record<string, string> = {
    lang: locale,
    title: escapeHtml(subject),
    preview: escapeHtml(lines[0] ?? ''),
    sender: escapeHtml(sender.name),
    logo: `cid:${LOGO_CID}`,
    heading: escapeHtml(heading),
    lines: paragraphs(lines),
    facts: facts
      .map(
        ([label, value]) =>
          `<tr><td style="padding:4px 16px 4px 0;color:#57606a;vertical-align:top;white-space:nowrap">${escapeHtml(label)}</td><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
      )
      .join(''),
    label: escapeHtml(button?.label ?? ''),
    href: escapeHtml(button?.href.href ?? ''),
    copy: escapeHtml(LAYOUT_WORDS[locale].orCopy),
    notes: paragraphs(notes),
    why: escapeHtml(why),
  };
  // One pass: what a name says is never looked at for places to fill.
  return layout.replace(/\{\{(\w+)\}\}/g, (place, name: string) => filled[name] ?? place);
}
