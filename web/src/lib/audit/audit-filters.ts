import type { AuditFilter } from '#lib/graph/schema.generated.ts';

/** The filters as they stand in the address. */
export interface AuditFilters {
  search: string;
  by: 'any' | 'people' | 'system' | 'support';
  person: string;
  noun: string;
  /** One thing's own history. */
  thing: string;
  action: string;
  /** YYYY-MM-DD, in the reader's zone. */
  from: string;
  until: string;
}

const UUID = /^[0-9a-f-]{36}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^\w{1,60}$/;

export const filtersOf = (search: URLSearchParams): AuditFilters => {
  const given = (name: string, shape: RegExp): string => {
    const value = search.get(name) ?? '';
    return shape.test(value) ? value : '';
  };
  const by = search.get('by');
  return {
    search: search.get('q')?.trim().slice(0, 100) ?? '',
    by: by === 'people' || by === 'system' || by === 'support' ? by : 'any',
    person: given('person', UUID),
    noun: given('noun', CODE),
    thing: given('thing', UUID),
    action: given('action', CODE),
    from: given('from', DAY),
    until: given('until', DAY),
  };
};

const ways = { any: null, people: 'PEOPLE', system: 'SYSTEM', support: 'SUPPORT' } as const;

/** The start of a day where the reader is; of the day after it for `until`, so that both days are in it. */
const startOf = (day: string, zone: string, after = 0): string => {
  const midnight = new Date(`${day}T00:00:00Z`).getTime() + after * 86_400_000;
  const offset = zoneOffset(midnight, zone);
  return new Date(midnight - offset).toISOString();
};

const zoneOffset = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/** What the API is asked. */
export const filterOf = (filters: AuditFilters, zone: string): AuditFilter => ({
  text: filters.search || null,
  by: ways[filters.by],
  actorId: filters.person || null,
  noun: filters.noun || null,
  nounId: filters.thing || null,
  actions: filters.action ? [filters.action] : null,
  from: filters.from ? startOf(filters.from, zone) : null,
  until: filters.until ? startOf(filters.until, zone, 1) : null,
});
