import type { Locale } from '@landfall/kit/problem/problem-catalog';

/** What a mail says, in one language, before it is HTML or text. Every text is plain: layout and escaping come later. */
export interface Letter {
  readonly subject: string;
  readonly heading: string;
  /** Paragraphs. */
  readonly lines: readonly string[];
  /** Label and value, one below the other. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly button?: { readonly label: string; readonly href: URL };
  /** Small print below the button: how long it holds, what to do if it wasn't you. */
  readonly notes?: readonly string[];
  /** The reason at the foot why one gets this mail. */
  readonly why: string;
}

/** In whose name a mail comes, as its head shows it. */
export interface Sender {
  readonly name: string;
  /** PNG; travels with the mail, since a mail program has no session to fetch it with. */
  readonly logo?: Buffer | undefined;
}

/** Words the layout itself says. */
export const LAYOUT_WORDS: Readonly<Record<Locale, { readonly orCopy: string; readonly colon: string }>> = {
  'zh-CN': { orCopy: '按钮打不开时，请把这个地址复制到浏览器：', colon: '：' },
  'zh-TW': { orCopy: '按鈕打不開時，請把這個網址複製到瀏覽器：', colon: '：' },
  en: { orCopy: 'If the button does not open, copy this address into your browser:', colon: ': ' },
};
