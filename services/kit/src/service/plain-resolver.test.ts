import 'reflect-metadata';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  buildSchemaSync,
  Ctx,
  Field,
  ID,
  Info,
  InputType,
  Query,
  Resolver,
  registerEnumType,
  UseMiddleware,
} from 'type-graphql';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { plainResolver } from './plain-resolver.ts';

enum Colour {
  RED = 'RED',
}
registerEnumType(Colour, { name: 'Colour' });

@InputType()
class Wish {
  @Field(() => String)
  text!: string;
}

@Resolver()
class Questions {
  @Query(() => String)
  plainly(
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('colours', () => [Colour], { nullable: true }) colours: Colour[] | null,
    @Ctx() context: Context,
  ): unknown[] {
    return [info, id, colours, context];
  }

  @Query(() => String)
  wished(@Arg('wish', () => Wish) wish: Wish): string {
    return wish.text;
  }

  @UseMiddleware((_, next) => next())
  @Query(() => String)
  watched(): string {
    return '';
  }
}

buildSchemaSync({ resolvers: [Questions], validate: false });

test('a query of plain values gets them as they are, each in its place', () => {
  const [context, info] = [{} as Context, {} as GraphQLResolveInfo];
  const resolve = plainResolver('plainly', [Questions]);
  expect(resolve?.(undefined, { colours: [Colour.RED], id: '7' }, context, info)).toEqual([
    info,
    '7',
    ['RED'],
    context,
  ]);
});

test('an input is left to be made and validated, a middleware to be run, another service’s query to that service', () => {
  expect(plainResolver('wished', [Questions])).toBeUndefined();
  expect(plainResolver('watched', [Questions])).toBeUndefined();
  expect(plainResolver('plainly', [])).toBeUndefined();
});
