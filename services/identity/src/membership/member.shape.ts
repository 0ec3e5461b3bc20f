import type { Shape } from '@landfall/kit/rows/shape';

/** How members are read. */
export const memberShape: Shape = {
  table: 'identity.membership',
  alias: 'm',
  columns: {
    id: 'm.id',
    name: 'm.name',
    title: 'm.title',
    department: 'm.department',
    roles: 'm.roles',
    productLines: 'm.product_lines',
    divisions: 'm.divisions',
    phone: 'm.phone',
  },
};
