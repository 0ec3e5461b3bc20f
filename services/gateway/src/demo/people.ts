import type { Random } from './random.ts';

/** Family names by how common they are. */
const SURNAMES =
  '王12李12张11刘9陈9杨6赵5黄5周4吴4徐3孙3胡3朱3高3林3何3郭3马3罗2梁2宋2郑2谢2韩2唐2冯2于2董2萧1程2曹2袁2邓2许2傅1沈2曾2彭2吕2苏2卢1蒋2蔡2贾1丁2魏2薛1叶2阎1余1潘1杜1戴1夏1钟1汪1田1任1姜1范1方1石1姚1谭1廖1邹1熊1金1陆1郝1孔1白1崔1康1毛1邱1秦1江1史1顾1侯1邵1孟1龙1万1段1雷1钱1汤1尹1黎1易1常1武1乔1贺1赖1龚1文1欧阳1';
const WOMEN = [
  '丽',
  '敏',
  '静',
  '艳',
  '娟',
  '霞',
  '婷',
  '雪梅',
  '玉兰',
  '秀英',
  '慧敏',
  '晓燕',
  '丽华',
  '佳怡',
  '思琪',
  '雨欣',
  '梦瑶',
  '欣怡',
  '海燕',
  '春梅',
  '红霞',
  '文静',
  '雅琴',
  '晓红',
  '美玲',
  '淑芬',
  '桂芳',
  '佩珊',
  '蕾',
  '颖',
  '琳',
  '倩',
  '洁',
  '丹',
  '萍',
  '莉',
  '燕',
  '璐',
  '雯',
  '佳',
  '爱华',
  '凤英',
  '月琴',
  '晓雯',
  '诗涵',
  '若曦',
  '可欣',
  '婉清',
  '书瑶',
  '芷晴',
];
const MEN = [
  '伟',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '杰',
  '涛',
  '超',
  '明',
  '刚',
  '平',
  '辉',
  '鹏',
  '建国',
  '志强',
  '建华',
  '文博',
  '浩然',
  '子轩',
  '宇航',
  '俊杰',
  '国庆',
  '海波',
  '晓东',
  '志明',
  '建平',
  '立新',
  '永强',
  '嘉豪',
  '泽宇',
  '伟东',
  '少华',
  '家明',
  '博文',
  '文斌',
  '国栋',
  '学文',
  '振宇',
  '启明',
  '峰',
  '斌',
  '波',
  '宁',
  '凯',
  '健',
  '亮',
  '旭',
  '昊',
  '瑞',
];
const families = [...SURNAMES.matchAll(/(\D+)(\d+)/gu)].map(([, name = '', weight]) => ({
  name,
  weight: Number(weight),
}));

/** A person's name; `taken` keeps names apart where people are told apart by them. */
export function personName(random: Random, taken?: Set<string>): string {
  for (;;) {
    const family = random.weighted(families, ({ weight }) => weight).name;
    const name = family + random.pick(random.chance(0.52) ? WOMEN : MEN);
    if (taken?.has(name)) continue;
    taken?.add(name);
    return name;
  }
}

/** Mobile ranges in use with three digits. */
const MOBILE = [
  '130',
  '131',
  '132',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '152',
  '155',
  '156',
  '157',
  '158',
  '159',
  '177',
  '180',
  '181',
  '182',
  '185',
  '186',
  '187',
  '188',
  '189',
  '199',
];

/** A mobile number as people dial it: 13812345678. */
export function mobileNumber(random: Random): string {
  return `${random.pick(MOBILE)}${random.whole(1, 9)}${random.digits(7)}`;
}

/**
 * A fixed line with its area code, such as 021-58886666. `first`: digits a subscriber's number begins with in that place;
 * two of eight in large cities, one of seven elsewhere.
 */
export function fixedNumber(random: Random, areaCode: string, first: readonly string[]): string {
  const begin = random.pick(first);
  return `${areaCode}-${begin}${random.digits(6)}`;
}

/** What people at a customer do, and how likely one of them rings the hotline. */
export const POSTS = [
  { post: '财务主管', weight: 5 },
  { post: '会计', weight: 7 },
  { post: '出纳', weight: 3 },
  { post: '财务经理', weight: 4 },
  { post: '仓库主管', weight: 2 },
  { post: '信息主管', weight: 2 },
  { post: '行政主管', weight: 1 },
  { post: '采购主管', weight: 1 },
] as const;
