import type { Place } from './partner-profile.ts';
import type { Random } from './random.ts';

/** A street address in a district, without the district itself: 祖冲之路1239弄3号楼502室. */
export function streetAddress(random: Random, place: Place): string {
  const road = `${random.pick(place.roads)}${random.whole(1, 28) * 100 + random.whole(1, 99)}号`;
  const floor = random.whole(2, 22);
  const room = `${floor}${String(random.whole(1, 16)).padStart(2, '0')}室`;
  const kind = random.next();
  if (place.parks && kind < 0.4)
    return `${random.pick(place.parks)}${road}${random.whole(1, 12)}栋${random.whole(1, 5)}层`;
  if (kind < 0.7) return `${road}${random.pick(['A座', 'B座', '东楼', '南楼', '1号楼', '2号楼', '3号楼'])}${room}`;
  if (kind < 0.9) return `${road}${random.pick(['商务中心', '创业大厦', '科技楼', '国际广场', '联合大厦'])}${room}`;
  return `${road}${random.whole(1, 9)}幢`;
}

const WAYS = [
  '园区 3 号门进，左转第二栋，货梯上楼。',
  '地铁站 2 号口步行 8 分钟，门口登记身份证。',
  '导航到物流入口，联系仓库主管开门禁。',
  '高速出口右转 1.2 公里，厂区有访客车位。',
  '上午 8 点前后大货车排队，建议从北门进。',
  '大堂前台换访客卡，乘高区电梯。',
] as const;

/** How to get to a site. */
export function wayThere(random: Random): string {
  return random.pick(WAYS);
}

/** A name for a customer's other place. */
export function siteName(random: Random, place: Place): string {
  return random.pick(place.isRemote ? ['工厂', '生产基地', '物流中心'] : ['分公司', '仓库', '门店', '二厂']);
}
