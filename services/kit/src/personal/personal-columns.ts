import { type EntityClass, type EntityMetadata, type EntityProperty, MetadataStorage } from '@mikro-orm/core';
import { type MarkedColumn, markedColumns } from './personal.ts';

/** Where a marked value is kept. */
export interface PersonalColumn extends MarkedColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** Column that says whose it is; personal columns only. */
  readonly subjectColumn?: string;
}

/** A column that holds text: a canary can stand in it. */
export interface TextColumn {
  readonly entity: EntityClass<object>;
  readonly schema: string;
  readonly table: string;
  readonly property: string;
  readonly column: string;
  /** `text`, `text[]` or `jsonb`. */
  readonly type: string;
  readonly isKey: boolean;
}

/** What a decorated class says of its table, before any connection is opened. */
export function tableOf(entity: NewableFunction): { schema: string; table: string; properties: EntityProperty[] } {
  const path = (entity as unknown as Record<symbol, string>)[MetadataStorage.PATH_SYMBOL];
  const meta = MetadataStorage.getMetadata(entity.name, path ?? '', entity as never) as EntityMetadata;
  return { schema: meta.schema ?? '', table: meta.tableName ?? '', properties: Object.values(meta.properties) };
}

/** A property's column, by the naming strategy of every service. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Every marked column of the entities, with its place: what redaction, the access file, erasure and the canaries go by. */
export function personalColumns(entities: readonly EntityClass<object>[]): PersonalColumn[] {
  const wanted = new Set<unknown>(entities);
  return markedColumns()
    .filter(({ entity }) => wanted.has(entity))
    .map((mark) => {
      const { schema, table } = tableOf(mark.entity);
      const subject = mark.subject ? { subjectColumn: columnName(mark.subject) } : {};
      return { ...mark, schema, table, column: columnName(mark.property), ...subject };
    });
}

/** Every column of the entities that holds text, lists of text or JSON. */
export function textColumns(entities: readonly EntityClass<object>[]): TextColumn[] {
  return entities.flatMap((entity) => {
    const { schema, table, properties } = tableOf(entity);
    return properties.flatMap((property) => {
      const type = String((property as { columnType?: string }).columnType ?? property.type);
      if (!['text', 'text[]', 'jsonb'].includes(type)) return [];
      const isKey = property.primary === true;
      return [{ entity, schema, table, property: property.name, column: columnName(property.name), type, isKey }];
    });
  });
}
