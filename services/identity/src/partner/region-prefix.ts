/** The beginning all codes below a division have: `310000` is `31`, `310100` is `3101`. */
export function prefixOf(code: string): string {
  return code.replace(/(00){1,2}$/, '');
}

/** Prefixes in order, without those that lie within another, each once. */
export function withoutCovered(prefixes: readonly string[]): string[] {
  const every = [...new Set(prefixes)].sort();
  return every.filter((prefix) => !every.some((other) => other !== prefix && prefix.startsWith(other)));
}
