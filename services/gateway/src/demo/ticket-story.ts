import { inMonth } from './accounting-month.ts';
import type { OrderDraft } from './drafts.ts';
import { dispatch } from './order-story.ts';
import type { PartnerWorld } from './partner-world.ts';
import { type Raising, raise } from './raise-story.ts';
import type { Random } from './random.ts';
import type { Member } from './staff.ts';
import type { Story } from './story.ts';
import type { Trouble } from './trouble.ts';
import { planVisit } from './visit-plan.ts';
import { tellVisit } from './visit-story.ts';

const MINUTE = 60_000;
const WAITING = [
  '等客户提供账套备份。',
  '等客户确认停机时间。',
  '等客户补发错误截图。',
  '客户会计休假，下周一联系。',
  '等客户信息主管开放远程。',
] as const;
const NOTES = [
  '客户着急，今天要报税。',
  '同类问题上月处理过，见历史记录。',
  '已提醒客户先做备份。',
  '客户希望固定顾问上门。',
  '远程时客户网络不稳定。',
  '已向资深顾问请教，判断为数据问题。',
] as const;
const REOPENED = '客户反映同样的提示又出现了。';

/** A ticket from the first word to its end, or to the demo's moment. */
export function tellTicket(world: PartnerWorld, raising: Raising, random: Random): Story {
  const story = raise(world, raising, random);
  const { trouble } = raising;
  const at = story.ticket.raisedAt;
  let workedAt = at;
  if (!raising.agent) {
    workedAt = world.hours.after(world.hours.next(at), random.between(3, 50));
    if (!story.reached(workedAt)) return story;
    take(story, workedAt, world.someone('hotline_consultant', random));
  }
  maybeNote(story, workedAt + Math.round(random.between(1, 8) * MINUTE));
  const isOnSite = random.chance(trouble.onSite * (raising.severity === 'URGENT' ? 1.3 : 1));
  if (isOnSite) goThere(story, trouble, world.hours.after(workedAt, random.between(2, 45)), 2);
  else solveFromAfar(story, trouble, workedAt);
  return story;
}

/** Somebody answers for a ticket from the portal. */
export function take(story: Story, at: number, agent: Member): void {
  story.move('take');
  story.ticket.takenById = agent.id;
  story.tell(at, agent, { action: 'ticket.take' });
}

/** The hotline waits for the customer. */
export function wait(story: Story, at: number): void {
  story.move('wait');
  story.ticket.waitingReason = story.random.pick(WAITING);
  story.tell(at, agentOf(story), { action: 'ticket.wait', note: story.ticket.waitingReason });
}

/** Solved from afar, for the customer to confirm. */
export function resolve(story: Story, trouble: Trouble, at: number): void {
  story.ticket.solution = inMonth(trouble.answer, at);
  story.move('resolve');
  story.tell(at, agentOf(story), { action: 'ticket.resolve', note: story.ticket.solution });
}

/** Dispatches and goes, as often as it takes, at most `most` times. */
function goThere(story: Story, trouble: Trouble, at: number, most: number): void {
  if (!story.reached(at)) return;
  const { world, random, ticket } = story;
  let order: OrderDraft | null = dispatch(story, trouble, at);
  let last = at;
  while (order) {
    const plan = planVisit(world, order, trouble, random.fork(order.id));
    const next: OrderDraft | null = tellVisit(
      story,
      order,
      order.previousOrderId ? { ...plan, disputeAt: undefined } : plan,
      trouble,
    );
    last = Math.max(last, ticket.updatedAt);
    order = next;
  }
  if (ticket.state !== 'OPEN' || world.orders.at(-1)?.state === 'DISPUTED') return;
  // Called off, or not solved: somebody goes again, or it is solved from afar.
  const again = world.hours.after(last, random.between(30, 400));
  if (most > 1 && random.chance(0.5)) goThere(story, trouble, again, most - 1);
  else solveFromAfar(story, trouble, again);
}

function solveFromAfar(story: Story, trouble: Trouble, from: number): void {
  const { world, random, ticket } = story;
  let at = world.hours.after(from, random.between(6, 90));
  if (random.chance(0.14)) {
    if (!story.reached(at)) return;
    wait(story, at);
    at = world.hours.after(at, random.between(60, 900));
    if (!story.reached(at)) return;
    story.move('resume');
    ticket.waitingReason = null;
    story.tell(at, agentOf(story), { action: 'ticket.resume' });
    at = world.hours.after(at, random.between(10, 120));
  }
  if (!story.reached(at)) return;
  resolve(story, trouble, at);
  if (random.chance(0.03)) {
    at = world.hours.after(at, random.between(60, 800));
    if (!story.reached(at)) return;
    story.move('reopen');
    story.tell(at, agentOf(story), { action: 'ticket.reopen', note: REOPENED });
    at = world.hours.after(at, random.between(20, 300));
    if (!story.reached(at)) return;
    resolve(story, trouble, at);
  }
  confirm(story, world.hours.after(at, random.between(30, 1400)));
}

function confirm(story: Story, at: number): void {
  if (!story.reached(at)) return;
  const portal = story.ticket.customer.portal[0];
  story.move('confirm');
  story.ticket.closedAt = at;
  story.tell(at, portal && story.random.chance(0.7) ? portal : agentOf(story), { action: 'ticket.confirm' });
}

function maybeNote(story: Story, at: number): void {
  if (!story.random.chance(0.16) || !story.reached(at)) return;
  story.ticket.version += 1;
  story.tell(at, agentOf(story), { action: 'ticket.note', note: story.random.pick(NOTES), customerVisible: false });
}

/** Who answers for the ticket. */
export function agentOf({ world, ticket }: Story): Member {
  return world.staff.find(({ id }) => id === ticket.takenById) ?? world.member('hotline');
}
