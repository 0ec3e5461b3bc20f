import { notFound } from '@landfall/kit/problem/problem';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { assembleFigures } from './assemble-figures.ts';
import { Figure, FigureChange, type FigureCodeName, NetworkPartner } from './figure.type.ts';
import { monthRange } from './month-range.ts';
import { publishedPartners, publishedSums } from './published-sums.ts';

/** The network's published figures. Auth: everyone at headquarters, and nobody else. */
@Resolver()
export class FigureResolver {
  @Query(() => [Figure], { description: '各項品質指標,預設為最近十三個月。' })
  @OpenTo({ hq: 'everyone' })
  async figures(
    @Ctx() { source, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('from', () => String, { nullable: true, description: 'YYYY-MM' }) from?: string | null,
    @Arg('until', () => String, { nullable: true, description: 'YYYY-MM' }) until?: string | null,
    @Arg('partnerId', () => ID, { nullable: true }) partnerId?: string | null,
    @Arg('productLine', () => ProductLine, { nullable: true }) productLine?: ProductLine | null,
  ): Promise<Figure[]> {
    const rows = await publishedPartners(source, viewer.timeZone);
    const partners = rows.filter((row) => row.id !== null);
    if (partnerId && !partners.some((partner) => partner.id === partnerId)) throw notFound();
    const range = monthRange(rows[0]?.thisMonth ?? '', from, until);
    const sums = await publishedSums(source, { range, partnerId, productLine }, 'cells' in selectionOf(info));
    return assembleFigures(sums, partners, range.months);
  }

  @Query(() => [NetworkPartner], { description: '網絡內的夥伴。' })
  @OpenTo({ hq: 'everyone' })
  async networkPartners(@Ctx() { source, viewer }: Context): Promise<NetworkPartner[]> {
    const rows = await publishedPartners(source, viewer.timeZone);
    return rows.flatMap(({ id, name, province }) => (id === null ? [] : [{ id, name, province }]));
  }

  /** Says which figure to read again; the event was written by the transaction that published the cell. */
  @Subscription(() => FigureChange, {
    subscribe: ({ context }: { context: Context }) => changesOf(context),
  })
  @OpenTo({ hq: 'everyone' })
  figureChanged(@Root() change: FigureChange): FigureChange {
    return change;
  }
}

async function* changesOf({ host, signal }: Context): AsyncGenerator<FigureChange, void, void> {
  for await (const { tenantId, ids } of host.bus.changes('*', 'figure', signal)) {
    yield { code: ids.figure as FigureCodeName, partnerId: tenantId, month: ids.month ?? '' };
  }
}
