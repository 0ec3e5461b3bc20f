import { connectionOf } from '@landfall/kit/connection/connection';
import { act } from '@landfall/kit/idempotency/act';
import { requireProof } from '@landfall/kit/policy/proof';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readMany, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql, text } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { idsFound } from '../membership/staff-search.ts';
import { previewStaffList } from '../staff-list/preview-staff-list.ts';
import { StaffListPreview } from '../staff-list/staff-list.type.ts';
import { Invitation } from './invitation.entity.ts';
import { StaffInvitationInput } from './invitation.inputs.ts';
import { invitationShape } from './invitation.shape.ts';
import { stateSql } from './invitation.state.ts';
import { inviteStaff } from './invite-staff.ts';
import { resendInvitation, withdrawInvitation } from './keep-invitation.ts';

const InvitationConnection = connectionOf('Invitation', () => Invitation);
const OPTIONAL = { nullable: true } as const;

/** Invitations to the partner, and those to customers by their id. Auth: the partner's administrator; in the portal the customer's, for its own company. */
@Resolver()
export class InvitationResolver {
  @Query(() => InvitationConnection, { description: '尚未接受的員工邀請,包括已過期的。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async invitations(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('search', () => String, OPTIONAL) search?: string | null,
    @Arg('role', () => String, OPTIONAL) role?: string | null,
    @Arg('department', () => String, OPTIONAL) department?: string | null,
    @Arg('first', () => Int, OPTIONAL) first?: number | null,
    @Arg('after', () => String, OPTIONAL) after?: string | null,
  ): Promise<Connection<Invitation>> {
    const found = search?.trim() ? await idsFound(context, search, 'identity.invitation') : null;
    return page(
      context.source,
      invitationShape,
      selectionOf(info),
      { first, after },
      { column: 'sort_key', type: 'text', descending: false },
      [
        sql`i.customer_id is null`,
        sql`${text(stateSql('i'))} in ('PENDING', 'EXPIRED')`,
        role ? sql`${role} = any(i.roles)` : null,
        department ? sql`i.department = ${department}` : null,
        found ? sql`i.id = any(${found}::uuid[])` : null,
      ],
    );
  }

  @Query(() => StaffListPreview, { description: '檢查貼上的員工名單,逐列指出問題;不會寄出任何邀請。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  staffListPreview(
    @Ctx() context: Context,
    @Arg('text', () => String, { description: 'CSV, or cells copied from a spreadsheet; 500 rows at most.' })
    list: string,
  ): Promise<StaffListPreview> {
    return previewStaffList(context, list);
  }

  @Mutation(() => [Invitation], { description: '邀請員工;全部成功,或一個都不寄。' })
  @OpenTo({ desk: [PEOPLE_KEEPER] })
  async inviteStaff(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('people', () => [StaffInvitationInput]) people: StaffInvitationInput[],
    @Arg('locale', () => String, { nullable: true, description: 'Language of the mails; the inviter’s unless said.' })
    locale?: string | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Invitation[]> {
    requireProof(context.viewer);
    const batch = await act(context, { field: 'inviteStaff', key, args: { people, locale } }, (unit) =>
      inviteStaff(unit, people, localeGiven(locale) ?? context.viewer.locale),
    );
    return readMany(
      context.source,
      invitationShape,
      selectionOf(info),
      sql`i.batch_id = ${batch}`,
      text(' order by i.sort_key, i.id'),
    );
  }

  @Mutation(() => Invitation, { description: '重新寄出邀請,有效期重新計算。' })
  @OpenTo({ desk: [PEOPLE_KEEPER], portal: 'everyone' })
  async resendInvitation(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Invitation> {
    const args = { id, expectedVersion };
    const done = await act(context, { field: 'resendInvitation', key, args }, (unit) => resendInvitation(unit, args));
    return readOne(context.source, invitationShape, selectionOf(info), done);
  }

  @Mutation(() => Invitation, { description: '撤回邀請,連結隨即失效。' })
  @OpenTo({ desk: [PEOPLE_KEEPER], portal: 'everyone' })
  async withdrawInvitation(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('expectedVersion', () => Int, OPTIONAL) expectedVersion?: number | null,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<Invitation> {
    const args = { id, expectedVersion };
    const done = await act(context, { field: 'withdrawInvitation', key, args }, (unit) =>
      withdrawInvitation(unit, args),
    );
    return readOne(context.source, invitationShape, selectionOf(info), done);
  }
}

function localeGiven(locale: string | null | undefined): 'zh-CN' | 'zh-TW' | 'en' | null {
  return locale === 'zh-CN' || locale === 'zh-TW' || locale === 'en' ? locale : null;
}
