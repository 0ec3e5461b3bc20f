import { expect, test } from 'vitest';
import { toldStatement } from './statement.ts';

test.each([
  [
    'select t.id, (select name from customers.customer_card c where c.id = t.customer_id) as n\n from support.ticket t',
    'select support.ticket',
  ],
  [
    'select p.id from (select t.id from support.ticket t limit 51) p left join identity.member_card m on true',
    'select support.ticket',
  ],
  ['insert into "kit"."outbox_event" ("id") values (?)', 'insert kit.outbox_event'],
  [
    'with told as (insert into kit.outbox_event (id) values (?)) insert into ledger.audit_entry (id) select ?',
    'insert kit.outbox_event',
  ],
  [`select ${'t.column_of_a_ticket, '.repeat(200)} (select 1 from a.b) from support.ticket t`, 'select support.ticket'],
  ['update support.ticket set state = $1', 'update support.ticket'],
  ['delete from kit.event_aside where consumer = $1', 'delete kit.event_aside'],
  ['select now()::text as now', 'select'],
])('a statement is told by what it does and to which rows', (sql, summary) => {
  expect(toldStatement(sql).summary).toBe(summary);
});

test('a text that stands in a statement is not told', () => {
  const { text } = toldStatement(
    `select * from a.b where name = '王''PLANTED' and "tenantId" = $1 and state in ('OPEN', 'x')`,
  );
  expect(text).toBe('select * from a.b where name = ? and "tenantId" = $1 and state in (?, ?)');
});
