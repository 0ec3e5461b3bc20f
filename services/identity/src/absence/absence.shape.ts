import type { Shape } from '@landfall/kit/rows/shape';

/** How absences are read; beneath their member. */
export const absenceShape: Shape = {
  table: 'identity.absence',
  alias: 'ab',
  columns: {
    id: 'ab.id',
    startsOn: 'ab.starts_on',
    endsOn: 'ab.ends_on',
    kind: 'ab.kind',
    note: 'ab.note',
    standInId: 'ab.stand_in_id',
    standInName:
      '(select sm.name from identity.membership sm where sm.tenant_id = ab.tenant_id and sm.id = ab.stand_in_id)',
    isNow: `exists (select from identity.partner pp where pp.tenant_id = ab.tenant_id
      and (now() at time zone pp.time_zone)::date between ab.starts_on and ab.ends_on)`,
    version: 'ab.version',
  },
};
