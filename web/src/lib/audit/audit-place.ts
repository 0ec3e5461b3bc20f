/** The page of a thing, where it has one. */
export const placeOf = (noun: string, id: string | null, customerId: string | null): string | undefined => {
  if (!id) return undefined;
  switch (noun) {
    case 'ticket':
      return `/tickets/${id}`;
    case 'dispatchOrder':
      return `/dispatch?order=${id}`;
    case 'customer':
      return `/customers/${id}`;
    case 'member':
      return `/staff/${id}`;
    case 'headquartersMember':
      return '/hq/people?left';
    case 'contact':
    case 'site':
    case 'registeredProduct':
      return customerId ? `/customers/${customerId}` : undefined;
    default:
      return undefined;
  }
};
