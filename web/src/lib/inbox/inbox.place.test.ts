import { expect, test } from 'vitest';
import { inboxAddress, placeOf } from './inbox.place.ts';

const order = { noun: 'dispatchOrder', nounId: '1' };

test('an item leads to its thing, where this reader looks at it', () => {
  expect(placeOf({ surface: 'desk', roles: ['area_supervisor'] }, order)).toBe('/dispatch?order=1');
  expect(placeOf({ surface: 'desk', roles: ['service_consultant'] }, order)).toBe('/visits/1');
  expect(placeOf({ surface: 'portal', roles: ['customer_admin'] }, order)).toBe('/portal/visits/1');
  expect(placeOf({ surface: 'desk', roles: ['hotline_consultant'] }, { noun: 'partner', nounId: '1' })).toBe('/today');
  expect(placeOf({ surface: 'hq', roles: ['hq_admin'] }, { noun: 'supportAccess', nounId: '1' })).toBe(
    '/hq/support-access',
  );
});

test('something a newer server tells of leads to the inbox, never nowhere', () => {
  expect(placeOf({ surface: 'hq', roles: [] }, { noun: 'comet', nounId: '1' })).toBe('/hq/inbox');
  expect(inboxAddress({ surface: 'desk' })).toBe('/inbox');
});
