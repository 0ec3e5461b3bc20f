interface WhoIsThere {
  surface: string;
  roles: readonly string[];
}

const has = (viewer: WhoIsThere, ...roles: string[]) => viewer.roles.some((role) => roles.includes(role.toLowerCase()));

/** Where sign-in leads: one's own surface, and for people on the road their visits. */
export const homeOf = (viewer: WhoIsThere): string => {
  if (viewer.surface === 'portal') return '/portal';
  if (viewer.surface === 'hq') return '/hq';
  const onTheRoad = has(viewer, 'service_consultant', 'implementation_consultant');
  const atTheDesk = has(
    viewer,
    'partner_admin',
    'hotline_consultant',
    'area_supervisor',
    'department_manager',
    'monitoring_officer',
    'service_operations',
  );
  return onTheRoad && !atTheDesk ? '/visits' : '/today';
};

export type DeskPlace = 'today' | 'hotline' | 'tickets' | 'dispatch' | 'customers' | 'visits' | 'staff' | 'settings';

/** What of the desk a role may open; the server decides again for every row. */
export const deskPlaces = (viewer: WhoIsThere): DeskPlace[] => {
  const admin = has(viewer, 'partner_admin', 'department_manager');
  const places: Array<[DeskPlace, boolean]> = [
    ['today', true],
    ['hotline', admin || has(viewer, 'hotline_consultant', 'area_supervisor')],
    ['tickets', true],
    [
      'dispatch',
      admin ||
        has(viewer, 'area_supervisor', 'hotline_consultant', 'monitoring_officer', 'service_operations', 'support'),
    ],
    ['customers', true],
    ['visits', has(viewer, 'service_consultant', 'implementation_consultant')],
    ['staff', has(viewer, 'partner_admin')],
    ['settings', has(viewer, 'partner_admin')],
  ];
  return places.filter(([, may]) => may).map(([place]) => place);
};

/** Where a dispatch order is looked at: on the board, or by whoever travels on the phone's pages. */
export const orderAddress = (viewer: WhoIsThere, id: string): string =>
  deskPlaces(viewer).includes('visits') && !deskPlaces(viewer).includes('dispatch')
    ? `/visits/${id}`
    : `/dispatch?order=${id}`;
