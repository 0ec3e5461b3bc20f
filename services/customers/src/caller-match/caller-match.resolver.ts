import { parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { invalid } from '@landfall/kit/problem/problem';
import { readByIds, type Source } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Contact } from '../contact/contact.entity.ts';
import type { Customer } from '../customer/customer.entity.ts';
import { customerShape } from '../customer/customer.shape.ts';
import { phoneRegionOf } from '../phone-line.ts';
import { CallerMatches } from './caller-match.type.ts';

interface Owner {
  readonly customerId: string;
  readonly contact: Contact | null;
}

/** Who is calling. Auth: everyone at the desk. */
@Resolver()
export class CallerMatchResolver {
  @Query(() => CallerMatches, { description: '按來電號碼查找客戶;號碼可用任何常見寫法。' })
  @OpenTo({ desk: 'everyone' })
  async callerMatches(
    @Ctx() { source, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('number', () => String) number: string,
  ): Promise<CallerMatches> {
    const caller = parseCallerNumber(number.slice(0, 100), phoneRegionOf(viewer));
    if ('problem' in caller) throw invalid(caller.problem, ['number']);
    const owners = await ownersOf(source, caller.e164, caller.display);
    const ids = owners.map(({ customerId }) => customerId);
    for (const id of ids) source.seen?.add(id);
    const selection = selectionOf(info).matches?.customer ?? {};
    const customers = ids.length > 0 ? await readByIds<Customer>(source, customerShape, selection, ids) : [];
    const matches = owners.flatMap(({ contact }, i) => {
      const customer = customers[i];
      return customer ? [{ customer, contact }] : [];
    });
    return { number: caller.e164, display: caller.display, matches };
  }
}

/**
 * Contacts with the number, and companies none of whose contacts has it. A shared switchboard names everyone behind it:
 * the one with the extension dialled first, then primary contacts. At most 20.
 */
function ownersOf(source: Source, e164: string, display: string): Promise<Owner[]> {
  return source.reader.query<Owner>(source.scope, {
    text: `with person as (
        select k.customer_id, k.sort_key, k.id, k.is_primary, (k.mobile_e164 = $1 or k.phone = $2) is true as is_exact,
          jsonb_build_object('id', k.id, 'name', k.name, 'post', k.post, 'phone', k.phone, 'mobile', k.mobile,
            'email', k.email, 'isPrimary', k.is_primary) as contact
        from customers.contact k where (k.phone_e164 = $1 or k.mobile_e164 = $1) and k.ended_at is null)
      select customer_id as "customerId", contact from (
        select customer_id, contact, is_exact, is_primary, sort_key, id from person
        union all
        select c.id, null, false, false, c.sort_key, c.id from customers.customer c
        where c.phone_e164 = $1 and not exists (select 1 from person p where p.customer_id = c.id)) owner
      order by is_exact desc, is_primary desc, contact is null, sort_key, id limit 20`,
    values: [e164, display],
  });
}
