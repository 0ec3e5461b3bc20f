import 'reflect-metadata';
import { Entity, PrimaryKey, Property, ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import { graphql, printSchema } from 'graphql';
import { buildSchema, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { expect, test } from 'vitest';

@ObjectType()
@Entity()
class Thing {
  @Field()
  @PrimaryKey()
  id!: string;

  @Field(() => Int)
  @Property()
  count!: number;
}

@Resolver()
class ThingResolver {
  @Query(() => Thing)
  thing(): Thing {
    return { id: 'a', count: 2 };
  }
}

test('one class with the decorators of both libraries is a type and a table inside Vitest', async () => {
  const schema = await buildSchema({ resolvers: [ThingResolver], validate: false });
  expect(printSchema(schema)).toContain('count: Int!');
  expect(await graphql({ schema, source: '{ thing { id count } }' })).toEqual({
    data: { thing: { id: 'a', count: 2 } },
  });
  const orm = new MikroORM({ entities: [Thing], dbName: 'none', metadataProvider: ReflectMetadataProvider });
  expect(orm.getMetadata().get(Thing).properties.count.columnTypes).toEqual(['int']);
  expect(Reflect.getMetadata('design:type', Thing.prototype, 'id')).toBe(String);
});
