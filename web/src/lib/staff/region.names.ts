/** A region served, by its code as a prefix: 3101 is all of Shanghai's city. */
export interface RegionName {
  code: string;
  name: string;
}

/** A division's code without what stands for «all of it»: 310000 is 31, 310100 is 3101. */
export const prefixOf = (code: string): string => code.replace(/(00){1,2}$/, '');

/** Regions by name, as far as they are known; the last part of each, for short: 上海市 浦东新区 is 浦东新区. */
export const regionWords = (codes: readonly string[], known: readonly RegionName[]): string[] =>
  codes.map((code) => (known.find((one) => one.code === code)?.name ?? code).split(' ').at(-1) ?? code);
