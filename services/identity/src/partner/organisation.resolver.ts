import { act } from '@landfall/kit/idempotency/act';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { ownPartner, saveDepartments, saveRegions, updateOrganisation } from './keep-organisation.ts';
import { DepartmentsInput, OrganisationInput, RegionsInput } from './organisation.inputs.ts';
import { Organisation } from './organisation.type.ts';
import { readOrganisation } from './read-organisation.ts';
import { SETTINGS_KEEPERS } from './settings-keepers.ts';

const OPTIONAL = { nullable: true } as const;

/** The partner's own settings. Auth: the partner's administrator. */
@Resolver()
export class OrganisationResolver {
  @Query(() => Organisation)
  @OpenTo({ desk: SETTINGS_KEEPERS })
  organisation(@Ctx() { source }: Context): Promise<Organisation> {
    return readOrganisation(source);
  }

  @Mutation(() => Organisation, { description: '修改夥伴的名稱、寄件人與服務監督電話。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  updateOrganisation(
    @Ctx() context: Context,
    @Arg('input', () => OrganisationInput) input: OrganisationInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Organisation> {
    return once(context, { field: 'updateOrganisation', key, args: { input, expectedVersion } }, (unit) =>
      updateOrganisation(unit, input, expectedVersion),
    );
  }

  @Mutation(() => Organisation, { description: '保存全部部門;改名時人員隨之更新。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  saveDepartments(
    @Ctx() context: Context,
    @Arg('input', () => DepartmentsInput) input: DepartmentsInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Organisation> {
    return once(context, { field: 'saveDepartments', key, args: { input, expectedVersion } }, (unit) =>
      saveDepartments(unit, input.departments, expectedVersion),
    );
  }

  @Mutation(() => Organisation, { description: '保存全部服務區域。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  saveRegions(
    @Ctx() context: Context,
    @Arg('input', () => RegionsInput) input: RegionsInput,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Organisation> {
    return once(context, { field: 'saveRegions', key, args: { input, expectedVersion } }, (unit) =>
      saveRegions(unit, input.codes, expectedVersion),
    );
  }

  @Mutation(() => Organisation, { description: '移除標誌。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  removeLogo(
    @Ctx() context: Context,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Organisation> {
    return once(context, { field: 'removeLogo', key, args: {} }, async (unit) => {
      const partner = await ownPartner(unit);
      partner.logoId = null;
      unit.announce({ event: 'organisationChanged', noun: 'partner', id: partner.tenantId });
      return partner.tenantId;
    });
  }
}

async function once(
  context: Context,
  intent: Parameters<typeof act>[1],
  task: (unit: UnitOfWork) => Promise<string>,
): Promise<Organisation> {
  await act(context, intent, task);
  return readOrganisation(context.source);
}
