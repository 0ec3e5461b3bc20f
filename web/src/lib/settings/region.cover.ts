/** The beginning all codes below a division have: `310000` is `31`, `310100` is `3101`. */
export const prefixOf = (code: string): string => code.replace(/(00){1,2}$/, '');

/** The region that already has a division within it, or is it; undefined where none does. */
export const coveredBy = <T extends { code: string }>(code: string, regions: readonly T[]): T | undefined =>
  regions.find((region) => prefixOf(code).startsWith(prefixOf(region.code)));
