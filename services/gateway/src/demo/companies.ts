import type { Random } from './random.ts';

/** What a company does, with what it needs software for. */
export interface Trade {
  readonly words: readonly string[];
  /** How likely it runs the larger line. */
  readonly k3: number;
  readonly weight: number;
}

const TRADES: readonly Trade[] = [
  { words: ['精密机械', '机电设备', '数控设备', '模具'], k3: 0.75, weight: 6 },
  { words: ['电子科技', '光电科技', '电子元件', '半导体材料'], k3: 0.65, weight: 7 },
  { words: ['食品', '粮油', '茶业', '调味品'], k3: 0.35, weight: 5 },
  { words: ['医疗器械', '生物科技', '药业'], k3: 0.6, weight: 4 },
  { words: ['纺织品', '服饰', '制衣'], k3: 0.4, weight: 4 },
  { words: ['建材', '装饰工程', '钢结构工程', '门窗'], k3: 0.3, weight: 5 },
  { words: ['贸易', '商贸', '进出口', '国际贸易'], k3: 0.15, weight: 9 },
  { words: ['物流', '供应链管理', '仓储'], k3: 0.4, weight: 4 },
  { words: ['包装材料', '印务', '纸业'], k3: 0.4, weight: 4 },
  { words: ['汽车配件', '汽车销售服务'], k3: 0.55, weight: 3 },
  { words: ['餐饮管理', '酒店管理'], k3: 0.15, weight: 3 },
  { words: ['文化传媒', '广告', '会展服务'], k3: 0.05, weight: 3 },
  { words: ['环保科技', '水处理设备', '新能源科技'], k3: 0.5, weight: 4 },
  { words: ['物业管理', '企业管理咨询', '人力资源'], k3: 0.1, weight: 3 },
  { words: ['教育科技', '检测技术'], k3: 0.1, weight: 2 },
  { words: ['化工', '涂料', '塑胶制品', '橡塑'], k3: 0.55, weight: 5 },
  { words: ['五金制品', '金属材料', '阀门'], k3: 0.45, weight: 5 },
  { words: ['农业科技', '种业', '生态农业'], k3: 0.25, weight: 2 },
];

const FIRST = '华嘉恒瑞盛宏泰鼎永锦凯信德金中东新博万正隆佳康宝汇联明安达和元启诚亿丰海天立远昌兴腾云星晟铭沃睿卓优';
const SECOND = '泰源达盛丰祥利康诚通和润辉隆昌业兴元信德邦科博创华腾宇达美安茂顺裕鑫禾凌拓川岳舟澜衡坤屹楷竣璟';

/** A company's name in its parts. */
export interface CompanyName {
  readonly name: string;
  readonly shortName: string;
  readonly trade: Trade;
}

/** Names such as 上海嘉润精密机械有限公司; never twice from one maker. `places` stand before the word that names it. */
export function companyNames(random: Random, places: readonly string[]): () => CompanyName {
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const trade = random.weighted(TRADES, ({ weight }) => weight);
      const first = random.pick([...FIRST]);
      const second = random.pick([...SECOND]);
      if (first === second || taken.has(first + second)) continue;
      taken.add(first + second);
      const form = random.chance(0.06)
        ? '股份有限公司'
        : random.chance(0.05)
          ? '集团有限公司'
          : random.chance(0.06)
            ? '厂'
            : '有限公司';
      const word = random.pick(trade.words);
      const isWorks = form === '厂' && trade.k3 >= 0.3;
      const name = `${random.pick(places)}${first}${second}${word}${isWorks || form !== '厂' ? form : '有限公司'}`;
      return { name, shortName: `${first}${second}${word}`, trade };
    }
  };
}
