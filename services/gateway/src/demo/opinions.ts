import type { Random } from './random.ts';

const BY_RATING: Readonly<Record<number, readonly string[]>> = {
  5: [
    '顾问很专业，讲解清楚，问题当场解决。',
    '来得准时，还顺手帮我们把备份设好了，感谢！',
    '非常满意，以后结账心里有底了。',
    '处理得很快，没有耽误报税。',
    '态度好，耐心，连出纳都听懂了。',
    '解决了困扰我们半年的问题，点赞。',
    '服务周到，走之前还回访了一遍其他电脑。',
    '响应快，当天就上门。',
    '很好。',
    '满意',
    '周末也愿意来，辛苦了！',
    'Very professional, solved within an hour.',
    '技术过硬，一看日志就知道原因。',
    '把操作步骤写成了文档留给我们，很贴心。',
  ],
  4: [
    '总体满意，就是等的时间稍长。',
    '问题解决了，希望以后能提前半天通知。',
    '不错，建议多搞一些培训。',
    '顾问水平可以，路上堵车晚了二十分钟。',
    '已解决，谢谢。',
    '服务好，价格希望再优惠一点。',
    '还可以，报表样式还想再调一下。',
    'Good service, please bring a spare dongle next time.',
    '沟通顺畅，操作说明能再详细些更好。',
  ],
  3: [
    '问题暂时解决，过两天再看看。',
    '一般，同样的问题上个月也出现过。',
    '等了两天才来，处理还行。',
    '来的人对我们的行业不太熟。',
    '解决了一半，另一半说要等补丁。',
    '电话里说得不清楚，来了才知道要停机。',
  ],
  2: [
    '约好上午来，下午三点才到，影响了我们发货。',
    '处理完第二天又出现，还要再来一次。',
    '换了两个人才弄明白，效率不高。',
    '没有说明就重启了服务器，当时还有人在录单。',
  ],
  1: ['说好 24 小时内到，第三天才来，报税都耽误了。', '问题没有解决，还说是我们操作不对，很失望。'],
};

/** What a customer writes beside a rating; most write nothing, and the unhappy write more often. */
export function opinionOn(rating: number, random: Random): string | null {
  return random.chance(rating >= 4 ? 0.42 : 0.85) ? random.pick(BY_RATING[rating] ?? BY_RATING[3] ?? []) : null;
}

/** A whole rating of 1 to 5 around a mean. */
export function ratingAround(mean: number, random: Random): number {
  return Math.min(5, Math.max(1, Math.round(random.normal(mean + 0.12, 0.72))));
}

/** Why a customer disputes a record. */
export const DISPUTE_REASONS = [
  '记录上写已解决，但第二天同样的提示又出现了。',
  '到达时间与实际不符，门卫登记是 15:20。',
  '只处理了一台电脑，另外两台还是不能打印。',
  '收费项目没有事先说明，请核对后再确认。',
] as const;

/** Why a visit is called off. */
export const CANCEL_REASONS = [
  '客户来电：自行重启后恢复，暂不需要上门。',
  '客户本周盘点，改为远程处理。',
  '重复派单，与上一单合并处理。',
  '客户临时停电，另行联系。',
] as const;

/** Why an appointment is moved. */
export const MOVE_REASONS = [
  '客户财务外出开会，改约。',
  '顾问上一单超时，经客户同意顺延。',
  '台风预警，改到次日。',
  '客户要求避开月末结账。',
] as const;

/** Why a remote place takes longer (R3); shown to the customer. */
export const REMOTE_REASONS = [
  '路程单程约两小时，当日往返需要预留时间。',
  '远郊园区，与同方向客户合并安排。',
  '需乘城际列车前往，班次有限。',
] as const;

/** Why a visit is made out of term (R5). */
export const OUT_OF_TERM_REASONS = [
  '老客户，续签合同流程中，客户已书面接受单次上门收费。',
  '服务期已过，账套无法打开影响报税，客户同意按次收费。',
  '未登记产品的新客户，试用服务，费用已确认。',
] as const;

/** What an attempt to reach a customer came to. */
export const NOT_REACHED = [
  '无人接听。',
  '对方占线。',
  '手机关机。',
  '前台说联系人外出，请稍后再拨。',
  '提示不在服务区。',
] as const;

/** What is agreed on the phone. */
export const AGREED = [
  '已与客户确认故障现象与上门时间。',
  '客户希望尽早上门，约定时间如下。',
  '已确认地址与停车位置，客户会准备好管理员密码。',
  '客户会安排会计在场。',
  '请客户提前备份账套。',
] as const;
