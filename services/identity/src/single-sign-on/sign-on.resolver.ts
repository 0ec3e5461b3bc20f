import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { notFound } from '@landfall/kit/problem/problem';
import { problemText } from '@landfall/kit/problem/problem-catalog';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import * as commands from './sign-on.commands.ts';
import { SignOnInput } from './sign-on.inputs.ts';
import { signOnProblems } from './sign-on.problems.ts';
import { type SignOnStep, SignOnTest, SignOnType } from './sign-on.type.ts';
import { trySignOn } from './try-sign-on.ts';

const READ = `select o.id, o.issuer, o.client_id as "clientId", o.client_secret is not null as "hasSecret", o.scopes,
  o.groups_claim as "groupsClaim", o.follows_groups as "followsGroups", o.group_roles as "groupRoles", o.password_for as "passwordFor",
  o.code as "companyCode", o.is_enabled as "isEnabled", o.tested_at as "testedAt", o.version,
  (select count(*)::int from identity.sign_on_link l) as people from identity.sign_on o`;

async function read({ source }: Context): Promise<SignOnType | null> {
  const [signOn] = await source.reader.query<SignOnType>(source.scope, { text: READ });
  return signOn ?? null;
}

async function readAgain(context: Context): Promise<SignOnType> {
  const signOn = await read(context);
  if (!signOn) throw notFound();
  return signOn;
}

const IdArg = () => Arg('id', () => ID);
const VersionArg = () => Arg('expectedVersion', () => Int, { nullable: true });
const KeyArg = () => Arg('idempotencyKey', () => ID, { nullable: true });

/** A partner's single sign-on. Auth: its administrators; changes need a proof of the last ten minutes. */
@Resolver()
export class SignOnResolver {
  @Query(() => SignOnType, { nullable: true, description: '本夥伴的單一登入設定;尚未設定時為空。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  signOn(@Ctx() context: Context): Promise<SignOnType | null> {
    return read(context);
  }

  @Mutation(() => SignOnType)
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async saveSignOn(
    @Ctx() context: Context,
    @Arg('input') input: SignOnInput,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<SignOnType> {
    requireProof(context.viewer);
    const { clientSecret: _, ...args } = input;
    await act(context, { field: 'saveSignOn', key, args }, (unit) => commands.saveSignOn(unit, input, expectedVersion));
    return readAgain(context);
  }

  @Mutation(() => SignOnType)
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  enableSignOn(
    @Ctx() context: Context,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<SignOnType> {
    return change(context, 'enableSignOn', { id, expectedVersion }, key, commands.enableSignOn);
  }

  @Mutation(() => SignOnType)
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  disableSignOn(
    @Ctx() context: Context,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<SignOnType> {
    return change(context, 'disableSignOn', { id, expectedVersion }, key, commands.disableSignOn);
  }

  @Mutation(() => SignOnType, { description: '更換公司代碼;舊代碼與舊連結立即失效。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  renewCompanyCode(
    @Ctx() context: Context,
    @IdArg() id: string,
    @VersionArg() expectedVersion?: number | null,
    @KeyArg() key?: string | null,
  ): Promise<SignOnType> {
    return change(context, 'renewCompanyCode', { id, expectedVersion }, key, commands.renewCompanyCode);
  }

  @Mutation(() => SignOnTest, { description: 'Asks the provider for real; what is kept is tested, not what is typed.' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async testSignOn(
    @Ctx() context: Context,
    @IdArg() id: string,
    @Arg('callback', () => String, { description: 'Where the provider will send people back to.' }) callback: string,
    @KeyArg() _key?: string | null,
  ): Promise<SignOnTest> {
    const { host, viewer, source } = context;
    requireProof(viewer);
    const [kept] = await source.reader.query<{
      issuer: string;
      client_id: string;
      client_secret: string | null;
      version: number;
    }>(source.scope, {
      text: 'select issuer, client_id, client_secret, version from identity.sign_on where id = $1',
      values: [id],
    });
    if (!kept || !URL.canParse(callback)) throw notFound();
    const secret = kept.client_secret && host.seals.open(kept.client_secret, commands.SIGN_ON_SEAL);
    const steps = await trySignOn({ issuer: kept.issuer, clientId: kept.client_id, secret }, callback, host.outside);
    const isFine = steps.every((step) => step.isFine);
    if (isFine) await host.tenancy.work(viewer, (unit) => commands.noteTested(unit, id, kept.version));
    return {
      isFine,
      steps: steps.map(({ step, isFine: fine, reason }) => ({
        step: step as SignOnStep,
        isFine: fine,
        message: reason && problemText(signOnProblems, reason, viewer.locale, {}),
      })),
      signOn: await readAgain(context),
    };
  }
}

interface Which {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

async function change(
  context: Context,
  field: string,
  args: Which,
  key: string | null | undefined,
  task: (unit: UnitOfWork, args: Which) => Promise<string>,
): Promise<SignOnType> {
  requireProof(context.viewer);
  await act(context, { field, key, args }, (unit) => task(unit, args));
  return readAgain(context);
}
