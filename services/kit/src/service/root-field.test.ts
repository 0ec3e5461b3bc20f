import 'reflect-metadata';
import { type GraphQLObjectType, isObjectType } from 'graphql';
import { Field, ObjectType, Query, Resolver, Subscription } from 'type-graphql';
import { expect, test } from 'vitest';
import { type Surface, systemViewer, type Viewer } from '../viewer/viewer.ts';
import { ByViewer, DeskOnly, isInAudience, missingScope, OpenTo } from './root-field.ts';
import { buildSubgraph } from './subgraph.ts';

const viewer = (surface: Surface, roles: string[], more: Partial<Viewer> = {}): Viewer => ({
  ...systemViewer('t', 'test'),
  surface,
  roles,
  ...more,
});

test('an audience has its surfaces’ roles, everybody where it says so, the system where roles are asked, and nobody else', () => {
  const audience = { desk: ['sales'], portal: 'everyone' } as const;
  expect(isInAudience(audience, viewer('desk', ['sales']))).toBe(true);
  expect(isInAudience(audience, viewer('desk', ['lecturer']))).toBe(false);
  expect(isInAudience(audience, viewer('desk', ['system']))).toBe(true);
  expect(isInAudience(audience, viewer('portal', []))).toBe(true);
  expect(isInAudience(audience, viewer('hq', ['sales', 'system']))).toBe(false);
  expect(isInAudience({}, viewer('desk', ['system']))).toBe(false);
});

test('a token reads with the one scope and changes with the other; a person needs none', () => {
  const token = (...scopes: string[]) => viewer('desk', [], { scopes });
  expect(missingScope('Query', viewer('desk', []))).toBeUndefined();
  expect(missingScope('Query', token('read'))).toBeUndefined();
  expect(missingScope('Subscription', token('read'))).toBeUndefined();
  expect(missingScope('Mutation', token('read'))).toBe('write');
  expect(missingScope('Mutation', token('write'))).toBeUndefined();
  expect(missingScope('Query', token('write'))).toBe('read');
  expect(missingScope(undefined, token())).toBe('read');
});

@ObjectType('Thing', { simpleResolvers: true })
class Thing {
  @Field(() => String)
  forAll!: string;

  @Field(() => String)
  @DeskOnly()
  forDesk!: string;

  @Field(() => Boolean)
  @ByViewer()
  isMine!: boolean;
}

@Resolver()
class Open {
  @Query(() => Thing)
  @OpenTo({ desk: 'everyone', hq: 'everyone' })
  thing(): Thing {
    return new Thing();
  }

  @Query(() => String)
  @OpenTo({ desk: ['sales'], portal: 'everyone' })
  forSale(): string {
    return 'answered';
  }

  @Subscription(() => String, { subscribe: () => (async function* () {})() })
  @OpenTo({ desk: ['sales'] })
  sold(): string {
    return 'answered';
  }
}

@Resolver()
class Shut {
  @Query(() => String)
  forgotten(): string {
    return 'answered';
  }
}

const service = (resolver: unknown) => ({ name: 'x', entities: [], resolvers: [resolver], migrations: [] }) as never;
const rootOf = (type: GraphQLObjectType | null | undefined, field: string) =>
  (isObjectType(type) ? type.getFields()[field] : undefined) as {
    resolve: (...args: unknown[]) => unknown;
    subscribe: (...args: unknown[]) => unknown;
  };
const asked = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (error) {
    const { code, reason, message } = error as { code?: string; reason?: string; message: string };
    return code ? `${code} ${reason}` : message;
  }
};

test('a root field that nobody said who may ask fails the build, by its name', () => {
  expect(() => buildSubgraph(service(Shut))).toThrow('Query.forgotten: say who may ask it with @OpenTo');
});

test('before anything of a field runs, its audience, support and scopes are asked', async () => {
  const { schema } = buildSubgraph(service(Open));
  const query = (who: Viewer) =>
    asked(() => rootOf(schema.getQueryType(), 'forSale').resolve({}, {}, { viewer: who }, {}));
  expect(await query(viewer('desk', ['lecturer']))).toBe('FORBIDDEN forbidden');
  expect(await query(viewer('hq', ['hq_admin']))).toBe('NOT_FOUND notFound');
  expect(await query(viewer('desk', ['sales'], { scopes: ['write'] }))).toBe('FORBIDDEN scopeMissing');
  const support = { id: 's', reason: 'r', endsAt: '2999-01-01T00:00:00Z', mayWrite: true };
  expect(await query(viewer('desk', ['sales'], { support }))).toBe('NOT_FOUND notFound');
  const stream = (who: Viewer) =>
    asked(() => rootOf(schema.getSubscriptionType(), 'sold').subscribe({}, {}, { viewer: who }, {}));
  expect(await stream(viewer('desk', ['lecturer']))).toBe('FORBIDDEN forbidden');
  expect(await stream(viewer('portal', ['customer_admin']))).toBe('NOT_FOUND notFound');
});

test('whoever may, is answered; a program is told which scope it lacks', async () => {
  const { schema } = buildSubgraph(service(Open));
  const query = (who: Viewer) => rootOf(schema.getQueryType(), 'forSale').resolve({}, {}, { viewer: who }, {});
  expect(await query(viewer('desk', ['sales']))).toBe('answered');
  expect(await query(viewer('portal', []))).toBe('answered');
  expect(await query(viewer('desk', ['sales'], { scopes: ['read'] }))).toBe('answered');
  await expect((async () => query(viewer('desk', ['sales'], { scopes: ['write'] })))()).rejects.toMatchObject({
    fields: [],
    params: { scope: 'read' },
  });
});

test('contracts are cut by what is said at the field: its surfaces, the desk alone, each person by itself', () => {
  const { sdl } = buildSubgraph(service(Open));
  const line = (field: string) => sdl.split('\n').find((text) => text.trim().startsWith(`${field}:`)) ?? '';
  expect(line('thing')).toMatch(/@tag\(name: "desk"\).*@tag\(name: "hq"\)|@tag\(name: "hq"\).*@tag\(name: "desk"\)/);
  expect(line('thing')).not.toContain('portal');
  expect(line('forSale')).toContain('@tag(name: "portal")');
  expect(line('forAll')).not.toContain('@tag');
  expect(line('forDesk')).toContain('@tag(name: "desk-only")');
  expect(line('isMine')).toContain('@tag(name: "by-viewer")');
});
