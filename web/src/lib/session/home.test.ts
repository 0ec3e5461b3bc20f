import { describe, expect, test } from 'vitest';
import { deskPlaces, homeOf, orderAddress } from './home.ts';

const desk = (...roles: string[]) => ({ surface: 'desk', roles });

describe('sign-in leads to where the day begins', () => {
  test.each([
    [{ surface: 'portal', roles: ['signatory'] }, '/portal'],
    [{ surface: 'hq', roles: ['hq_quality'] }, '/hq'],
    [desk('service_consultant'), '/visits'],
    [desk('service_consultant', 'area_supervisor'), '/today'],
    [desk('hotline_consultant'), '/today'],
  ])('%j: %s', (viewer, home) => {
    expect(homeOf(viewer)).toBe(home);
  });
});

test('a consultant sees visits and no board; a supervisor the board', () => {
  expect(deskPlaces(desk('service_consultant'))).toEqual(['today', 'tickets', 'customers', 'visits']);
  expect(deskPlaces(desk('area_supervisor'))).toContain('dispatch');
  expect(orderAddress(desk('service_consultant'), '1')).toBe('/visits/1');
  expect(orderAddress(desk('sales'), '1')).toBe('/dispatch?order=1');
});
