import { Type } from '@mikro-orm/core';

/** `timestamptz` as `Temporal.Instant`. */
export class InstantType extends Type<Temporal.Instant | null, string | null> {
  override convertToDatabaseValue(value: Temporal.Instant | null | undefined): string | null {
    return value?.toString() ?? null;
  }

  override convertToJSValue(value: unknown): Temporal.Instant | null {
    if (value === null || value === undefined) return null;
    if (value instanceof Temporal.Instant) return value;
    if (value instanceof Date) return Temporal.Instant.fromEpochMilliseconds(value.getTime());
    return Temporal.Instant.from(String(value).replace(' ', 'T').replace(/\+00$/, 'Z'));
  }

  override compareAsType(): string {
    return 'string';
  }

  override getColumnType(): string {
    return 'timestamptz';
  }
}

/** `date` as `Temporal.PlainDate`. */
export class PlainDateType extends Type<Temporal.PlainDate | null, string | null> {
  override convertToDatabaseValue(value: Temporal.PlainDate | null | undefined): string | null {
    return value?.toString() ?? null;
  }

  override convertToJSValue(value: unknown): Temporal.PlainDate | null {
    if (value === null || value === undefined) return null;
    return value instanceof Temporal.PlainDate ? value : Temporal.PlainDate.from(String(value).slice(0, 10));
  }

  override compareAsType(): string {
    return 'string';
  }

  override getColumnType(): string {
    return 'date';
  }
}
