import { tokenSearch } from '@landfall/kit/ledger/write-tokens';
import { invalid } from '@landfall/kit/problem/problem';
import { noteCustomers } from '@landfall/kit/rows/read';
import { compile, sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { Row } from '@landfall/kit/tenancy/reader';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';

const USUAL_HITS = 20;
const MOST_HITS = 50;

/** A thing that was found. */
@ObjectType({ simpleResolvers: true, description: '搜尋結果。' })
export class SearchHit {
  @Field(() => String, { description: 'ticket, dispatchOrder or customer' })
  noun!: string;
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'Its number or name.' })
  title!: string;
  @Field(() => String, { nullable: true })
  subtitle!: string | null;
}

/** Finds things of every noun by one text. Auth: the desk; the portal among what is its own companies'. */
@Resolver()
export class SearchResolver {
  /** Customers first, then what is newest. Nothing is found by nothing. */
  @Query(() => [SearchHit], { description: '以編號、名稱、拼音、電話或序號搜尋工單、派出單與客戶。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  async search(
    @Ctx() { source }: Context,
    @Arg('text', () => String) text: string,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
  ): Promise<SearchHit[]> {
    const most = first ?? USUAL_HITS;
    if (most < 1 || most > MOST_HITS) throw invalid('pageSize', ['first'], { max: MOST_HITS });
    const found = tokenSearch(text);
    if (!found) return [];
    const statement = compile(sql`select h.noun, h.noun_id as id, h.title, 
        coalesce(h.customer_id, case when h.noun = 'customer' then h.noun_id end) as of_customer,
        case when h.noun = 'customer' then h.subtitle else nullif(concat_ws(' · ', c.name, h.subtitle), '') end as subtitle
      from (select t.tenant_id, t.noun, t.noun_id, t.customer_id, t.title, t.subtitle from ledger.search_subject t
        where t.noun_id in (${found}) order by (t.noun = 'customer') desc, t.noun_id desc limit ${most}) h
      left join customers.customer_card c on c.tenant_id = h.tenant_id and c.id = h.customer_id
      order by (h.noun = 'customer') desc, h.noun_id desc`);
    const hits = await source.reader.query<SearchHit & Row>(source.scope, statement);
    noteCustomers(source, hits);
    return hits;
  }
}
