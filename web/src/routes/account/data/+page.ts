import { query } from '#lib/graph/query.ts';
import { OwnRequests, PersonalDataPage } from '#lib/personal/personal.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const [{ myPersonalData }, requests] = await Promise.all([
    query(event, PersonalDataPage, {}),
    viewer.surface === 'hq' ? null : query(event, OwnRequests, {}),
  ]);
  return { own: myPersonalData, requests };
};
