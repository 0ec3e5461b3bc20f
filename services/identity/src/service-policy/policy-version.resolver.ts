import { act } from '@landfall/kit/idempotency/act';
import { notFound } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { SETTINGS_KEEPERS } from '../partner/settings-keepers.ts';
import { addPolicy, withdrawPolicy } from './keep-policy.ts';
import { previewPolicy } from './policy-preview.ts';
import { ServicePolicyInput } from './policy-version.inputs.ts';
import { PolicyPreview, ServicePolicyVersion } from './policy-version.type.ts';
import { readVersions } from './read-versions.ts';

const OPTIONAL = { nullable: true } as const;

/** What the partner promises, by version. Auth: the partner's administrator. */
@Resolver()
export class PolicyVersionResolver {
  @Query(() => [ServicePolicyVersion], { description: '服務承諾的所有版本,最新的在前。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  servicePolicies(@Ctx() { source }: Context): Promise<ServicePolicyVersion[]> {
    return readVersions(source);
  }

  @Query(() => PolicyPreview, { description: '試算新版本會改變什麼;不會保存任何內容。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  servicePolicyPreview(
    @Ctx() context: Context,
    @Arg('input', () => ServicePolicyInput) input: ServicePolicyInput,
  ): Promise<PolicyPreview> {
    return previewPolicy(context.source, input);
  }

  @Mutation(() => ServicePolicyVersion, { description: '新增服務承諾的版本;已作出的承諾不變。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async addServicePolicy(
    @Ctx() context: Context,
    @Arg('input', () => ServicePolicyInput) input: ServicePolicyInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<ServicePolicyVersion> {
    const id = await act(context, { field: 'addServicePolicy', key, args: { input } }, (unit) =>
      addPolicy(unit, input),
    );
    return versionOf(context, id);
  }

  @Mutation(() => ServicePolicyVersion, { description: '撤回尚未生效的版本。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async withdrawServicePolicy(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<ServicePolicyVersion> {
    await act(context, { field: 'withdrawServicePolicy', key, args: { id } }, (unit) => withdrawPolicy(unit, id));
    return versionOf(context, id);
  }
}

async function versionOf({ source }: Context, id: string): Promise<ServicePolicyVersion> {
  const [version] = await readVersions(source, id);
  if (!version) throw notFound();
  return version;
}
