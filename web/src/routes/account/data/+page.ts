import { query } from '#lib/graph/query.ts';
import { OwnRequests, PersonalDataPage } from '#lib/personal/personal.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const mayAsk = viewer.surface !== 'hq';
  const [{ myPersonalData }, requests] = await Promise.all([
    query(event, PersonalDataPage, {}),
    mayAsk ? query(event, OwnRequests, {}) : null,
  ]);
  return { own: myPersonalData, mayAsk, requests: requests?.myDataRequests ?? [] };
};
