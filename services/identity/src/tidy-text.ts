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
