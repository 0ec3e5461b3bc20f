import { act } from '@landfall/kit/idempotency/act';
import { notFound } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { Arg, Ctx, Directive, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { InboxKind, type KindRule, ruleOf } from '../inbox/inbox.kind.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** How one is told of a kind of news. */
@ObjectType('NotificationPreference', { simpleResolvers: true, description: '這類通知在站內、用郵件,還是都不要。' })
@Directive('@key(fields: "id", resolvable: false)')
export class NotificationPreference {
  @Field(() => ID, { description: 'The membership and the kind.' })
  id!: string;

  @Field(() => InboxKind)
  kind!: InboxKind;

  @Field(() => Boolean, { description: 'In the inbox.' })
  inApp!: boolean;

  @Field(() => Boolean, { description: 'By e-mail too.' })
  byMail!: boolean;
}

/** How I want to be told, for each kind that reaches somebody like me. Auth: everybody, their own. */
@Resolver()
export class PreferenceResolver {
  @Query(() => [NotificationPreference], { description: '我希望怎樣收到各類通知。' })
  @OpenTo(EVERYONE)
  async notificationPreferences(@Ctx() { source, viewer }: Context): Promise<NotificationPreference[]> {
    const rows = await source.reader.query<{ kind: InboxKind; in_app: boolean; by_mail: boolean }>(source.scope, {
      name: 'preferences',
      text: 'select kind, in_app, by_mail from notifications.preference where tenant_id = $1 and membership_id = $2',
      values: [viewer.tenant, viewer.membershipId],
    });
    const chosen = new Map(rows.map((row) => [row.kind, row]));
    return Object.values(InboxKind).flatMap((kind) => {
      const rule = offered(kind, viewer);
      if (!rule) return [];
      const wish = chosen.get(kind);
      const id = `${viewer.membershipId}:${kind}`;
      return [{ id, kind, inApp: wish?.in_app ?? true, byMail: wish?.by_mail ?? rule.mailed }];
    });
  }

  @Mutation(() => NotificationPreference, { description: '選擇怎樣收到一類通知。安全郵件不能關閉。' })
  @OpenTo(EVERYONE)
  async setNotificationPreference(
    @Ctx() context: Context,
    @Arg('kind', () => InboxKind) kind: InboxKind,
    @Arg('inApp', () => Boolean) inApp: boolean,
    @Arg('byMail', () => Boolean) byMail: boolean,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<NotificationPreference> {
    const { viewer } = context;
    if (!offered(kind, viewer)) throw notFound();
    await act(context, { field: 'setNotificationPreference', key, args: { kind, inApp, byMail } }, async (unit) => {
      await unit.execute(
        `insert into notifications.preference (tenant_id, membership_id, kind, customer_id, in_app, by_mail) values (?, ?, ?, ?, ?, ?)
         on conflict (tenant_id, membership_id, kind) do update set in_app = excluded.in_app, by_mail = excluded.by_mail`,
        [unit.tenant, viewer.membershipId, kind, viewer.customers[0] ?? null, inApp, byMail],
      );
      return viewer.membershipId;
    });
    return { id: `${viewer.membershipId}:${kind}`, kind, inApp, byMail };
  }
}

/** The rule of a kind that may reach this viewer. */
function offered(kind: InboxKind, viewer: Viewer): KindRule | undefined {
  const rule = ruleOf(kind, viewer.surface);
  return rule && (!rule.roles || rule.roles.some((role) => viewer.roles.includes(role))) ? rule : undefined;
}
