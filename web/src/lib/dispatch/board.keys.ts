const tilesOf = (within: ParentNode) =>
  [...within.querySelectorAll<HTMLAnchorElement>('a[data-tile]')].filter((tile) => tile.checkVisibility());

const next = <T>(list: readonly T[], at: number, by: number): T | undefined =>
  list[at < 0 ? 0 : Math.max(0, Math.min(list.length - 1, at + by))];

/**
 * Focuses another card of the board or the timeline and returns it: `along` goes card by card, `across` to the first
 * card of the next column that has one. It starts from the focused card, else from the one whose panel is open.
 */
export const tileFrom = (
  current: string | undefined,
  where: 'along' | 'across',
  by: number,
): HTMLAnchorElement | undefined => {
  const board = document.getElementById('dispatch');
  if (!board) return undefined;
  const tiles = tilesOf(board);
  const focused = tiles.indexOf(document.activeElement as HTMLAnchorElement);
  const at = focused < 0 ? tiles.findIndex((tile) => tile.dataset.tile === current) : focused;
  let tile = next(tiles, at, by);
  if (where === 'across') {
    const columns = [...board.querySelectorAll('section')].map(tilesOf).filter(({ length }) => length);
    const here = tiles[at];
    tile = next(
      columns,
      columns.findIndex((column) => here !== undefined && column.includes(here)),
      by,
    )?.[0];
  }
  tile?.focus();
  tile?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return tile;
};
