import { invalid } from '@landfall/kit/problem/problem';

/** A typed text in one form: NFC, no control characters, single spaces. Empty becomes null. */
export function tidyText(text: string | null | undefined): string | null {
  return (
    (text ?? '')
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim() || null
  );
}

/** A name in one form: Chinese is written without spaces, whatever was typed to line it up (李 敏). Empty becomes null. */
export function tidyName(name: string | null | undefined): string | null {
  return tidyText(name)?.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '') ?? null;
}

/** A text that has to be there. @throws Problem INVALID at the field: clearing it is a mistake that validation lets pass as "not given" */
export function tidyRequired(text: string | null | undefined, field: string, tidyOf = tidyText): string {
  const tidy = tidyOf(text);
  if (tidy === null) throw invalid('required', [field]);
  return tidy;
}

/** A serial or dongle number as it is kept and compared: half width, upper case, no spaces. */
export function tidySerial(serial: string): string {
  return serial
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\s]+/gu, '')
    .toUpperCase();
}
