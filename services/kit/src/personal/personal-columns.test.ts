import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { expect, test } from 'vitest';
import { Derived, Personal, Secret } from './personal.ts';
import { personalColumns, textColumns } from './personal-columns.ts';

@Entity({ schema: 'somewhere', tableName: 'some_body' })
class SomeBody {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  givenName!: string;

  @Personal({ subject: 'accountId' })
  @Derived()
  @Property({ columnType: 'text', collation: 'C' })
  sortKey!: string;

  @Secret()
  @Property({ type: 'text' })
  passwordHash!: string;

  @Property({ columnType: 'text[]' })
  roles!: string[];

  @Property({ type: 'uuid' })
  accountId!: string;
}

test('a mark names the table, the column and the column that says whose it is', () => {
  const columns = personalColumns([SomeBody]);
  expect(columns.map(({ table, column, kind, subjectColumn }) => [table, column, kind, subjectColumn])).toEqual([
    ['some_body', 'given_name', 'personal', 'account_id'],
    ['some_body', 'sort_key', 'derived', undefined],
    ['some_body', 'sort_key', 'personal', 'account_id'],
    ['some_body', 'password_hash', 'secret', undefined],
  ]);
});

test('every column that holds text is told, lists too, ids not', () => {
  expect(textColumns([SomeBody]).map(({ column, type }) => [column, type])).toEqual([
    ['given_name', 'text'],
    ['sort_key', 'text'],
    ['password_hash', 'text'],
    ['roles', 'text[]'],
  ]);
});
