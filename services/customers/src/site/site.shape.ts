import type { Shape } from '@landfall/kit/rows/shape';

/** How sites are read. */
export const siteShape: Shape = {
  table: 'customers.site',
  alias: 's',
  customer: 's.customer_id',
  columns: {
    id: 's.id',
    name: 's.name',
    divisionCode: 's.division_code',
    divisionName: 's.division_name',
    address: 's.address',
    howToGetThere: 's.how_to_get_there',
    isRemote: 's.is_remote',
  },
};
