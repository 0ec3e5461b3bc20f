/** The address of this page with some parameters changed; an empty value takes one out. */
export const addressWith = (
  url: Pick<URL, 'pathname' | 'search'>,
  changes: Record<string, string | undefined>,
): string => {
  const search = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  const text = search.toString();
  return text ? `${url.pathname}?${text}` : url.pathname;
};
