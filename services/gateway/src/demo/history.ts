import { callMachine } from '@landfall/support/call/call.machine';
import { CallState } from '@landfall/support/call/call.state';
import { inMonth } from './accounting-month.ts';
import type { DemoCustomer } from './demo-customer.ts';
import { numberOf } from './demo-customers.ts';
import { generalTroubles } from './general-troubles.ts';
import { k3Troubles } from './k3-troubles.ts';
import { kisTroubles } from './kis-troubles.ts';
import { localDay, localMidnight } from './open-hours.ts';
import type { PartnerWorld } from './partner-world.ts';
import { mobileNumber } from './people.ts';
import { answeredCall, type Raising } from './raise-story.ts';
import type { Random } from './random.ts';
import { tellTicket } from './ticket-story.ts';
import type { Trouble } from './trouble.ts';
import { turn } from './turn.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How busy a month is: books are closed in January, declared in spring, and Spring Festival is quiet. */
const MONTHS = [1.45, 0.75, 1.15, 1.1, 1.1, 0.95, 0.9, 0.9, 1, 0.95, 1.05, 1.3];

/** Months of calls, tickets and visits, a day at a time. `perMonth`: tickets of an ordinary partner in an ordinary month. */
export async function tellHistory(world: PartnerWorld, perMonth: number, random: Random): Promise<void> {
  for (let day = localMidnight(world.start); day < world.now; day += DAY) {
    await turn();
    const own = random.fork(`day ${day}`);
    const expected = (perMonth / 22) * world.profile.pace * busyness(world, day);
    const raisings = Array.from({ length: around(expected, own) }, (_, i) =>
      raisingOn(world, day, own.fork(`ticket ${i}`)),
    );
    for (const [i, raising] of raisings.entries())
      if (raising && raising.at <= world.now) tellTicket(world, raising, own.fork(`story ${i}`));
    for (let i = around(expected * 0.95, own); i > 0; i -= 1) tellCall(world, day, own.fork(`call ${i}`));
  }
}

function busyness(world: PartnerWorld, day: number): number {
  const open =
    world.hours.between(day, day + DAY).reduce((sum, { from, until }) => sum + until - from, 0) / (7.5 * 60 * MINUTE);
  const { month, day: date, weekday } = localDay(day);
  const isClosing = date >= 26 || date <= 5;
  return (
    Math.min(open, 1) *
    (MONTHS[month - 1] ?? 1) *
    (isClosing ? 1.45 : 0.82) *
    (weekday === 1 ? 1.2 : weekday > 5 ? 0.5 : 1)
  );
}

function around(expected: number, random: Random): number {
  return Math.max(0, Math.floor(random.normal(expected, Math.sqrt(expected) * 0.7) + random.next()));
}

function raisingOn(world: PartnerWorld, day: number, random: Random): Raising | null {
  const customer = someCustomer(world, day, random);
  const product = customer.products.length > 0 ? random.pick(customer.products) : null;
  const isPortal = customer.portal.length > 0 && random.chance(0.38);
  const at = isPortal ? day + random.between(8.2, 21.5) * 60 * MINUTE : openMoment(world, day, random);
  if (at === null) return null;
  const trouble = someTrouble(product?.line ?? null, day, random);
  return {
    ...{ customer, product, trouble, at, agent: isPortal ? null : world.someone('hotline_consultant', random) },
    ...{ symptom: spoken(trouble, at, random), severity: random.chance(0.06) ? 'URGENT' : trouble.severity },
  };
}

/** A customer that was there by then, the needy more often. */
export function someCustomer(
  world: PartnerWorld,
  at: number,
  random: Random,
  fits: (customer: DemoCustomer) => boolean = () => true,
): DemoCustomer {
  return random.weighted(
    world.customers.filter((one) => one.createdAt < at && fits(one)),
    ({ need }) => need,
  );
}

/** A trouble of a product line, the seasonable more often. */
export function someTrouble(line: 'KIS' | 'K3' | null, at: number, random: Random): Trouble {
  const own = line === 'K3' ? k3Troubles : kisTroubles;
  const { month, day } = localDay(at);
  const weight = ({ season }: Trouble): number => {
    if (season === 'MONTH_END') return day >= 25 || day <= 8 ? 2.6 : 0.4;
    if (season === 'YEAR_END') return month === 12 || month === 1 ? 3 : 0.15;
    return season === 'SPRING' ? (month >= 3 && month <= 5 ? 2.5 : 0.15) : 1;
  };
  return random.weighted(random.chance(0.7) ? own : generalTroubles, weight);
}

const BESIDES = [
  '',
  '',
  '',
  '',
  '，昨天还正常',
  '，重启过两次没有用',
  '，两台电脑都一样',
  '，今天要报税，比较急',
  '，换了用户登录也一样',
  '。之前也出现过一次',
  '，已截图发到邮箱',
  '，影响发货',
];

const FAULT = /提示|报|不对|卡|慢|停|无法|失败|差|中断|不能|不平|空白|锁|连不上|少了|不一/;
const WISHES = ['', '', '', '，请尽快安排', '，这周内需要', '，详情电话沟通'];

/** The symptom as somebody says it on the phone. */
export function spoken(trouble: Trouble, at: number, random: Random): string {
  const isFault = trouble.item === 'ROUTINE' && FAULT.test(trouble.symptom);
  return inMonth(trouble.symptom, at) + random.pick(isFault ? BESIDES : WISHES);
}

function openMoment(world: PartnerWorld, day: number, random: Random): number | null {
  const spans = world.hours.between(day, day + DAY);
  if (spans.length === 0) return null;
  const { from, until } = random.weighted(spans, (span) => span.until - span.from);
  // Most ring soon after opening, and not in the last minutes.
  return Math.round(from + (until - from) * Math.min(random.next() ** 1.25, 0.97));
}

const QUICK = [
  ['问 {期} 结账顺序', '先结转损益，再结业务系统，最后结总账；已指导完成。'],
  ['不会新增会计科目', '指导在基础资料中新增下级科目。'],
  ['打印机换了，凭证打印空白', '重新选择默认打印机与纸张。'],
  ['问能不能反审核凭证', '说明先取消过账再反审核，提醒留痕。'],
  ['查询去年的固定资产清单', '指导切换期间查询并导出。'],
  ['登录密码输错被锁', '管理员解锁后登录成功。'],
  ['问升级费用', '转销售跟进。'],
  ['年末账簿怎么打印', '发送操作说明，指导设置承前页。'],
  ['发票税率选错怎么改', '指导作废重开并红冲凭证。'],
  ['软件窗口显示不全', '调整显示缩放为 100%。'],
  ['问服务期什么时候到期', '已告知到期日，转客户经理。'],
  ['单据编号跳号', '说明草稿占号，属正常。'],
] as const;

/** A call without a ticket: solved on the line, given up in the queue, or from somebody unknown. */
function tellCall(world: PartnerWorld, day: number, random: Random): void {
  const startedAt = openMoment(world, day, random);
  if (startedAt === null || startedAt + 30 * MINUTE > world.now) return;
  if (random.chance(0.12)) {
    tellAbandoned(world, startedAt, random);
    return;
  }
  const [question, answer] = random.pick(QUICK);
  const agent = world.someone('hotline_consultant', random);
  const customer = someCustomer(world, day, random);
  const call = answeredCall(world, {
    customer,
    contact: random.weighted(customer.contacts, ({ weight }) => weight),
    agent,
    random,
    startedAt,
  });
  call.note = inMonth(question, startedAt);
  call.solution = answer;
  call.state = callMachine.next(call.state as CallState, 'solve');
  call.endedAt = startedAt + Math.round(random.between(1.5, 14) * MINUTE);
  call.version += 1;
}

function tellAbandoned(world: PartnerWorld, startedAt: number, random: Random): void {
  const customer = random.chance(0.7) ? someCustomer(world, startedAt, random) : null;
  world.calls.push({
    ...{ id: random.id(startedAt), number: '', state: callMachine.next(CallState.QUEUED, 'abandon') },
    callerNumber: customer?.contacts[0]?.mobileE164 ?? numberOf(mobileNumber(random)).e164,
    ...{
      callerName: null,
      companyName: customer?.name ?? null,
      customerId: customer?.id ?? null,
      contactId: null,
      agentId: null,
    },
    ...{
      ticketId: null,
      startedAt,
      endedAt: startedAt + Math.round(random.between(0.5, 4) * MINUTE),
      note: null,
      solution: null,
      version: 2,
    },
  });
}
