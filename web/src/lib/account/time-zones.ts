/** A time zone to choose: its name as people say it, and what it is found by. */
export interface Zone {
  /** IANA. */
  id: string;
  city: string;
  /** `UTC+8`, as it is now. */
  offset: string;
  minutes: number;
}

/** Of the product's own regions and their neighbours: first in the list. */
const first = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Macau',
  'Asia/Urumqi',
  'Asia/Singapore',
  'Asia/Tokyo',
];

/** Cities in Chinese, simplified and traditional, then what else a search may use; `Intl` names zones by countries only. */
const chinese: Readonly<Record<string, string>> = {
  'Asia/Shanghai': '上海 上海 北京 广州 深圳 中国 廣州 中國',
  'Asia/Hong_Kong': '香港 香港',
  'Asia/Taipei': '台北 台北 臺北 台湾 臺灣',
  'Asia/Macau': '澳门 澳門',
  'Asia/Urumqi': '乌鲁木齐 烏魯木齊 新疆',
  'Asia/Singapore': '新加坡 新加坡',
  'Asia/Tokyo': '东京 東京 日本',
  'Asia/Seoul': '首尔 首爾 韩国 韓國',
  'Asia/Bangkok': '曼谷 曼谷 泰国 泰國',
  'Asia/Kuala_Lumpur': '吉隆坡 吉隆坡 马来西亚 馬來西亞',
  'Asia/Jakarta': '雅加达 雅加達 印尼',
  'Asia/Dubai': '迪拜 杜拜',
  'Europe/London': '伦敦 倫敦',
  'Europe/Berlin': '柏林 柏林 德国 德國',
  'Europe/Paris': '巴黎 巴黎 法国 法國',
  'America/New_York': '纽约 紐約',
  'America/Los_Angeles': '洛杉矶 洛杉磯',
  'Australia/Sydney': '悉尼 雪梨',
};

const offsetOf = (id: string, at: Date): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone: id, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):?(\d\d)?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

const written = (minutes: number): string => {
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
};

/** A zone's city in the reader's language, where we know it. */
export const cityOf = (id: string, language: string): string => {
  const [simplified, traditional] = (chinese[id] ?? '').split(' ');
  const known = language === 'zh-TW' ? traditional : language === 'zh-CN' ? simplified : undefined;
  return known || (id.split('/').at(-1) ?? id).replaceAll('_', ' ');
};

/** `UTC+8`, as it is now. */
export const offsetNow = (id: string, at = new Date()): string => written(offsetOf(id, at));

/** Every zone this browser knows, ours first, then by offset and name. */
export const allZones = (language: string, at = new Date()): Zone[] =>
  [...new Set([...first, ...Intl.supportedValuesOf('timeZone')])]
    .map((id) => {
      const minutes = offsetOf(id, at);
      return { id, city: cityOf(id, language), offset: written(minutes), minutes };
    })
    .sort((a, b) => {
      const [x, y] = [first.indexOf(a.id), first.indexOf(b.id)];
      if (x >= 0 || y >= 0) return (x < 0 ? first.length : x) - (y < 0 ? first.length : y);
      return a.minutes - b.minutes || (a.id < b.id ? -1 : 1);
    });

/** Zones by city, IANA name, Chinese name or offset. */
export const findZones = (zones: readonly Zone[], search: string): Zone[] => {
  const wanted = search.trim().toLowerCase().replace('-', '−').replaceAll('_', ' ');
  if (!wanted) return [...zones];
  const isOffset = /^(utc|gmt)?\s*[+−]\d/.test(wanted);
  return zones.filter(({ id, offset }) =>
    isOffset
      ? offset
          .toLowerCase()
          .replace('utc', '')
          .startsWith(wanted.replace(/utc|gmt|\s/g, ''))
      : id.toLowerCase().replaceAll('_', ' ').includes(wanted) || (chinese[id] ?? '').includes(wanted),
  );
};
