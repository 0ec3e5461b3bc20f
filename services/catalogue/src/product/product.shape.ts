import type { Shape } from '@landfall/kit/rows/shape';

/** How versions are read. */
const productVersionShape: Shape = {
  table: 'catalogue.product_version',
  alias: 'v',
  columns: { id: 'v.id', version: 'v.version', releasedOn: 'v.released_on', serviceEndsOn: 'v.service_ends_on' },
};

/** How products are read, with their versions in the same statement. */
export const productShape: Shape = {
  table: 'catalogue.product',
  alias: 'p',
  columns: {
    id: 'p.id',
    code: 'p.code',
    name: 'p.name',
    line: 'p.line',
    versions: { below: { shape: () => productVersionShape, on: 'v.product_id = p.id', orderBy: 'v.released_on desc' } },
  },
};
