import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import { queueMail } from '../mail/queue-mail.ts';
import { type InboxKind, type KindRule, ruleOf } from './inbox.kind.ts';

/** Somebody to be told. */
export interface Recipient {
  readonly id: string;
  readonly surface: KindRule['surface'];
  /** The customer whose person it is. */
  readonly customerId?: string | null;
  /** The account behind it, where no membership of the tenant leads there: headquarters' people. */
  readonly accountId?: string | null;
}

/** What is told. */
export interface News {
  readonly kind: InboxKind;
  /** What it is about, by its name in events. */
  readonly noun: string;
  readonly nounId: string;
  /** Its human number. */
  readonly number?: string | null;
  /** The member who did it: nobody is told of what they did themselves. */
  readonly actorId?: string | null;
  readonly aboutCustomerId?: string | null;
  /** Codes and values; what is null is left out. */
  readonly detail?: Readonly<Record<string, string | null | undefined>>;
}

/** Whoever wants it otherwise than usual has said so. */
const WISHES = `select membership_id as id, in_app, by_mail from notifications.preference
  where kind = ? and membership_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** The same news of the same thing, still unread, is one item that moves to the top. Only the partner's own people are named. */
const TELL = `insert into notifications.inbox_item as n
    (tenant_id, id, membership_id, customer_id, kind, noun, noun_id, number, actor_id, about_customer_id, detail, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, (select c.id from identity.member_card c where c.id = ?::uuid), ?, ?::jsonb, now())
  on conflict (tenant_id, membership_id, kind, noun_id) where read_at is null do update
  set times = n.times + 1, at = excluded.at, actor_id = excluded.actor_id, detail = excluded.detail
  returning id, times`;

/**
 * Tells people in the transaction of what happened: an item in the inbox, a mail, both or neither, as each wants it. A
 * mail goes out for the first of several that wait unread, not for each.
 */
export async function tell(unit: UnitOfWork, people: readonly Recipient[], news: News): Promise<void> {
  const told = new Map(people.filter(({ id }) => id !== news.actorId).map((one) => [one.id, one]));
  if (told.size === 0) return;
  const wishes = await unit.execute<{ id: string; in_app: boolean; by_mail: boolean }>(WISHES, [
    news.kind,
    JSON.stringify([...told.keys()]),
  ]);
  const wishOf = new Map(wishes.map((wish) => [wish.id, wish]));
  // In the order of their ids, so that two units of work never wait for each other in a circle.
  for (const one of [...told.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const rule = ruleOf(news.kind, one.surface);
    if (!rule) continue;
    const wish = wishOf.get(one.id) ?? { in_app: true, by_mail: rule.mailed };
    const times = wish.in_app ? await putInInbox(unit, one, news) : 1;
    if (wish.by_mail && times === 1) await mail(unit, one, news);
  }
}

/** @returns how often it has been told while unread, this time included */
async function putInInbox(unit: UnitOfWork, one: Recipient, news: News): Promise<number> {
  const { kind, noun, nounId, number = null, actorId = null, aboutCustomerId = null } = news;
  const customerId = one.customerId ?? null;
  const [item] = await unit.execute<{ times: number }>(TELL, [
    unit.tenant,
    uuidv7(),
    one.id,
    customerId,
    kind,
    noun,
    nounId,
    number,
    actorId,
    one.surface === 'desk' ? aboutCustomerId : null,
    JSON.stringify(detailOf(news)),
  ]);
  unit.announce({ event: 'inboxTold', noun: 'inbox', id: one.id, customerId });
  return item?.times ?? 1;
}

function mail(unit: UnitOfWork, one: Recipient, news: News): Promise<void> {
  const { kind, noun, nounId, number } = news;
  const detail = Object.fromEntries(detailOf(news).map(({ key, value }) => [key, value]));
  return queueMail(unit, {
    kind: 'inboxNews',
    membershipId: one.id,
    accountId: one.accountId ?? null,
    params: { ...detail, news: kind, noun, nounId, surface: one.surface, ...(number ? { number } : {}) },
  });
}

function detailOf({ detail = {} }: News): { key: string; value: string }[] {
  return Object.entries(detail).flatMap(([key, value]) => (value ? [{ key, value }] : []));
}
