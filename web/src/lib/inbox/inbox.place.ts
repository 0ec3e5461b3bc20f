import { orderAddress } from '#lib/session/home.ts';

interface Reader {
  surface: string;
  roles: readonly string[];
}

/** Where the inbox itself is. */
export const inboxAddress = ({ surface }: Pick<Reader, 'surface'>): string =>
  surface === 'desk' ? '/inbox' : `/${surface}/inbox`;

/** Where what an item is about is looked at, by this reader. */
export const placeOf = (viewer: Reader, { noun, nounId }: { noun: string; nounId: string }): string => {
  const places: Record<string, string> =
    viewer.surface === 'desk'
      ? {
          ticket: `/tickets/${nounId}`,
          dispatchOrder: orderAddress(viewer, nounId),
          partner: viewer.roles.includes('partner_admin') ? '/settings/policy' : '/today',
          invitation: '/staff',
          supportAccess: '/settings/support-access',
          archive: '/settings/archive',
        }
      : viewer.surface === 'portal'
        ? {
            ticket: `/portal/tickets/${nounId}`,
            dispatchOrder: `/portal/visits/${nounId}`,
            invitation: '/portal/people',
          }
        : { supportAccess: '/hq/support-access' };
  return places[noun] ?? inboxAddress(viewer);
};
