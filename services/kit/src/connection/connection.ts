import { Directive, Field, ObjectType } from 'type-graphql';

/** Where a page ends. */
@ObjectType({ simpleResolvers: true })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** The Relay connection type of a node type, e.g. `TicketConnection`. */
export function connectionOf<T>(
  name: string,
  node: () => new () => T,
): new () => { nodes: readonly T[]; pageInfo: PageInfo } {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class Edge {
    @Field(node)
    node!: T;
    @Field(() => String)
    cursor!: string;
  }
  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class ConnectionType {
    @Field(() => [Edge])
    edges!: readonly Edge[];
    @Field(() => [node()])
    nodes!: readonly T[];
    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return ConnectionType as never;
}
