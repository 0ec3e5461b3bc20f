/** A typed text in one form: NFC, no control characters, single spaces. Empty becomes null. */
export function tidyText(text: string | null | undefined): string | null {
  return (
    (text ?? '')
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim() || null
  );
}

/** A text that validation has seen to be there. */
export function tidyRequired(text: string): string {
  return tidyText(text) ?? '';
}

/** A serial or dongle number as it is kept and compared: half width, upper case, no spaces. */
export function tidySerial(serial: string): string {
  return serial
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\s]+/gu, '')
    .toUpperCase();
}
