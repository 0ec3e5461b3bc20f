import { act } from '@landfall/kit/idempotency/act';
import { readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { ContactInput, UpdateContactInput } from '../contact/contact.inputs.ts';
import { eraseContact } from '../contact/erase-contact.ts';
import { addContact, updateContact } from '../contact/keep-contact.ts';
import { registerProduct } from '../registered-product/register-product.ts';
import { RegisterProductInput } from '../registered-product/registered-product.inputs.ts';
import { addSite } from '../site/add-site.ts';
import { SiteInput } from '../site/site.inputs.ts';
import { Customer } from './customer.entity.ts';
import { CreateCustomerInput, UpdateCustomerInput } from './customer.inputs.ts';
import { CARD_KEEPERS, CUSTOMER_KEEPERS } from './customer.policy.ts';
import { customerShape } from './customer.shape.ts';
import { createCustomer, updateCustomer } from './keep-customer.ts';

const OPTIONAL = { nullable: true } as const;

/** Changes of a customer's record; each returns the customer. Auth: those who keep customers, for products those who keep cards. */
@Resolver()
export class CustomerChangesResolver {
  @Mutation(() => Customer, { description: '新增客戶。' })
  @OpenTo({ desk: CUSTOMER_KEEPERS })
  createCustomer(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => CreateCustomerInput) input: CreateCustomerInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    return once(context, info, { field: 'createCustomer', key, args: { input } }, (unit) =>
      createCustomer(unit, input),
    );
  }

  @Mutation(() => Customer, { description: '修改客戶。' })
  @OpenTo({ desk: CUSTOMER_KEEPERS })
  updateCustomer(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateCustomerInput) input: UpdateCustomerInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { id, input, expectedVersion };
    return once(context, info, { field: 'updateCustomer', key, args }, (unit) =>
      updateCustomer(unit, id, input, expectedVersion),
    );
  }

  @Mutation(() => Customer, { description: '新增聯絡人。' })
  @OpenTo({ desk: CUSTOMER_KEEPERS })
  addContact(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('customerId', () => ID) customerId: string,
    @Arg('input', () => ContactInput) input: ContactInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { customerId, input, expectedVersion };
    return once(context, info, { field: 'addContact', key, args }, (unit) =>
      addContact(unit, customerId, input, expectedVersion),
    );
  }

  @Mutation(() => Customer, { description: '修改聯絡人,或記錄其離職。' })
  @OpenTo({ desk: CUSTOMER_KEEPERS })
  updateContact(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateContactInput) input: UpdateContactInput,
    @Arg('expectedVersion', () => Int, { nullable: true, description: 'The customer’s.' }) expectedVersion?:
      | number
      | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { id, input, expectedVersion };
    return once(context, info, { field: 'updateContact', key, args }, (unit) =>
      updateContact(unit, id, input, expectedVersion),
    );
  }

  @Mutation(() => Customer, {
    description: '應本人要求刪除聯絡人的個人資料;不能撤回,已簽署的服務記錄保留。須先確認本人。',
  })
  @OpenTo({ desk: ['partner_admin'] })
  eraseContact(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String, { description: 'Who asked, and when.' }) reason: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { id, reason, expectedVersion };
    return once(context, info, { field: 'eraseContact', key, args }, (unit) => eraseContact(unit, args));
  }

  @Mutation(() => Customer, { description: '新增服務地點。' })
  @OpenTo({ desk: CUSTOMER_KEEPERS })
  addSite(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('customerId', () => ID) customerId: string,
    @Arg('input', () => SiteInput) input: SiteInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { customerId, input, expectedVersion };
    return once(context, info, { field: 'addSite', key, args }, (unit) =>
      addSite(unit, customerId, input, expectedVersion),
    );
  }

  @Mutation(() => Customer, { description: '登記產品(註冊用戶登記卡)。' })
  @OpenTo({ desk: CARD_KEEPERS })
  registerProduct(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('customerId', () => ID) customerId: string,
    @Arg('input', () => RegisterProductInput) input: RegisterProductInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Customer> {
    const args = { customerId, input, expectedVersion };
    return once(context, info, { field: 'registerProduct', key, args }, (unit) =>
      registerProduct(unit, customerId, input, expectedVersion),
    );
  }
}

/** Acts once per intent and reads the customer back as the viewer. */
async function once(
  context: Context,
  info: GraphQLResolveInfo,
  intent: Parameters<typeof act>[1],
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Customer> {
  return readOne(context.source, customerShape, selectionOf(info), await act(context, intent, task));
}
