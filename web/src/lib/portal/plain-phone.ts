/** A number as people here write it: "138 0013 8000"; lines abroad and area codes stay as they are. */
export const plainPhone = (number: string | null): string | null =>
  number?.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3').replace(/^\+86(?=\d)/, '0') ?? null;

/** The same for a telephone to dial, extension and all: "tel:02151876600;ext=8". */
export const dialled = (number: string): string => {
  const [line = '', extension] = number.split(/转|轉|分机|分機|ext\.?|[x#]/i);
  const digits = (text: string) => text.replace(/[^\d+]/g, '');
  return `tel:${digits(line)}${extension && digits(extension) ? `;ext=${digits(extension)}` : ''}`;
};
