import { act, type Intent } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { CustomerPersonInput } from '../invitation/invitation.inputs.ts';
import { changeMember } from '../membership/change-member.ts';
import { MemberChangeInput } from '../membership/member.inputs.ts';
import { CUSTOMER_KEEPER, CUSTOMER_PEOPLE_READERS, PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { CustomerPerson } from './customer-person.type.ts';
import { endCustomerPerson, inviteCustomerPerson } from './keep-customer-person.ts';
import { readCustomerPeople, readCustomerPerson } from './read-customer-people.ts';

const OPTIONAL = { nullable: true } as const;

/**
 * A customer's people. Auth: at the desk the administrator keeps them, hotline and sales see them; in the portal
 * everybody sees their own company's, its administrator keeps them.
 */
@Resolver()
export class CustomerPersonResolver {
  @Query(() => [CustomerPerson], { description: '客戶方人員與尚未接受的邀請;門戶中為本公司的。' })
  @OpenTo({ desk: CUSTOMER_PEOPLE_READERS, portal: 'everyone' })
  async customerPeople(
    @Ctx() context: Context,
    @Arg('customerId', () => ID, OPTIONAL) customerId?: string | null,
    @Arg('includeLeft', () => Boolean, OPTIONAL) includeLeft?: boolean | null,
  ): Promise<CustomerPerson[]> {
    const id = await ownCustomerId(context, customerId);
    return readCustomerPeople(context, id, includeLeft ?? false);
  }

  @Mutation(() => CustomerPerson, { description: '邀請客戶方人員。' })
  @OpenTo({ desk: [PEOPLE_KEEPER], portal: 'everyone' })
  async inviteCustomerPerson(
    @Ctx() context: Context,
    @Arg('input', () => CustomerPersonInput) input: CustomerPersonInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<CustomerPerson> {
    await ownCustomerId(context, input.customerId);
    requireKeeper(context);
    requireProof(context.viewer);
    return kept(context, { field: 'inviteCustomerPerson', key, args: input }, (unit) =>
      inviteCustomerPerson(unit, input),
    );
  }

  @Mutation(() => CustomerPerson, { description: '修改客戶方人員的資料與角色。' })
  @OpenTo({ desk: [PEOPLE_KEEPER], portal: 'everyone' })
  changeCustomerPerson(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => MemberChangeInput) input: MemberChangeInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<CustomerPerson> {
    const args = { id, input, expectedVersion };
    return kept(context, { field: 'changeCustomerPerson', key, args }, (unit) =>
      changeMember(unit, { ...args, input: ofCustomer(input) }, 'customer'),
    );
  }

  @Mutation(() => CustomerPerson, { description: '結束客戶方人員的門戶權限;歷史紀錄保留。' })
  @OpenTo({ desk: [PEOPLE_KEEPER], portal: 'everyone' })
  endCustomerPerson(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, OPTIONAL) reason?: string | null,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<CustomerPerson> {
    const args = { id, reason: reason ?? null, expectedVersion: expectedVersion ?? null };
    return kept(context, { field: 'endCustomerPerson', key, args }, (unit) => {
      return endCustomerPerson(unit, args);
    });
  }
}

/** Which company is meant: in the portal the viewer's own, at the desk one of the partner's. @throws Problem NOT_FOUND for any other */
async function ownCustomerId({ source, viewer }: Context, customerId?: string | null): Promise<string> {
  const id = customerId ?? viewer.customers[0];
  if (!id) throw notFound();
  const [customer] = await source.reader.query(source.scope, {
    name: 'customer-there',
    text: 'select id from customers.customer_card where id = $1',
    values: [id],
  });
  if (!customer) throw notFound();
  return id;
}

function requireKeeper({ viewer }: Context): void {
  if (viewer.surface === 'portal' && !hasRole(viewer, CUSTOMER_KEEPER)) throw new Problem('FORBIDDEN', 'forbidden');
}

/** What a customer's person has of the details; the rest is the partner's own people's. */
function ofCustomer({ name, roles, title, phone }: MemberChangeInput): MemberChangeInput {
  return {
    ...(name === undefined ? {} : { name }),
    ...(roles === undefined ? {} : { roles }),
    ...(title === undefined ? {} : { title }),
    ...(phone === undefined ? {} : { phone }),
  };
}

async function kept(
  context: Context,
  intent: Intent,
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<CustomerPerson> {
  const person = await readCustomerPerson(context, await act(context, intent, task));
  if (!person) throw notFound();
  return person;
}
