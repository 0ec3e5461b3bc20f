/** A number as people here write it: "138 0013 8000"; lines abroad and area codes stay as they are. */
export const plainPhone = (number: string | null): string | null =>
  number?.replace(/^\+86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3').replace(/^\+86(?=\d)/, '0') ?? null;
