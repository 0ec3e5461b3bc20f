import 'reflect-metadata';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { expect, test } from 'vitest';
import { IdentifiesCustomer, Personal, Secret } from '../personal/personal.ts';
import { createLog } from './log.ts';

@Entity({ schema: 'somewhere', tableName: 'logged' })
class Logged {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Personal({ subject: 'id' })
  @Property({ type: 'text' })
  nickName!: string;

  @Secret()
  @Property({ type: 'text' })
  doorKey!: string;

  @IdentifiesCustomer()
  @Property({ type: 'text' })
  creditNumber!: string;
}

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(
    createLog('info', {
      write(line) {
        text += line;
      },
    }),
  );
  return text;
}

test('what entities mark is cut out of the log at any depth, as property and as column', () => {
  const planted = ['小明PLANTED', 'PLANTED-key', 'PLANTED-91310000', 'PLANTED-password', 'PLANTED@example.com'];
  const row: Logged = {
    id: '1',
    nickName: planted[0] ?? '',
    doorKey: planted[1] ?? '',
    creditNumber: planted[2] ?? '',
  };
  const text = logged((log) => {
    log.info(row, 'a row');
    log.info({ rows: [{ nick_name: row.nickName, door_key: row.doorKey }], inside: { deeper: { row } } });
    log.warn({ password: planted[3], person: { email: planted[4] }, variables: { anything: planted[3] } });
  });
  for (const value of planted) expect(text).not.toContain(value);
  expect(text).toContain('a row');
  expect(text).toContain('"id":"1"');
});

test('an error keeps its kind and place; the statement of an ORM’s, with its values, is left out', () => {
  class UniqueConstraintViolationException extends Error {
    override name = 'UniqueConstraintViolationException';
    code = '23505';
  }
  const text = logged((log) => {
    const error = new UniqueConstraintViolationException(
      `insert into "customers"."contact" ("name") values ('王PLANTED') - duplicate key value violates unique constraint "x"`,
    );
    log.error({ err: error });
    log.error({ err: new TypeError('cannot read it') });
  });
  expect(text).not.toContain('PLANTED');
  expect(text).toContain('duplicate key value');
  expect(text).toContain('23505');
  expect(text).toContain('TypeError');
  expect(text).toContain('redact.test');
});
