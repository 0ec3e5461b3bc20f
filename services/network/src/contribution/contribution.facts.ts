/**
 * What the visits of a partner add to its figures, from the cards alone. A promise counts once it is decided: kept, or
 * its due time noted as passed. A function of the tables and not of the clock, so it can be recomputed at any time.
 * @param orders a condition on `o`, the outcome card
 */
export function factsSql(orders: string): string {
  return `select o.id as case_id, f.figure, o.customer_id, coalesce(o.product_line, 'NONE') as product_line,
      to_char(o.received_at at time zone z.time_zone, 'YYYY-MM') as month, f.numerator, 1 as denominator
    from support.outcome_card o
    join identity.partner_card z on z.tenant_id = o.tenant_id
    cross join lateral (
      select case when p.kind = 'CONTACT' then 'CONTACTED_IN_TIME' when p.allowance_hours > 0 then 'ON_SITE_REMOTE_IN_TIME'
          else 'ON_SITE_IN_TIME' end as figure, coalesce(p.kept_at <= p.due_at, false)::int as numerator
      from ledger.promise_card p
      where p.tenant_id = o.tenant_id and p.noun_id = o.id and (p.state = 'KEPT' or p.broken_at is not null)
      union all
      select s.figure, s.numerator
      from (values ('SATISFACTION_MEAN', o.rating::int), ('SATISFIED_SHARE', (o.rating >= 4)::int)) s (figure, numerator)
      where o.rating is not null and o.state <> 'DISPUTED'
    ) f
    where o.state <> 'CANCELLED' and ${orders}`;
}
