import { customPinyin, pinyin } from 'pinyin-pro';

// Places whose reading the dictionary takes from the single characters.
customPinyin({
  乐清: 'yuè qīng',
  黄陂: 'huáng pí',
  洪洞: 'hóng tóng',
  单县: 'shàn xiàn',
  浚县: 'xùn xiàn',
  泌阳: 'bì yáng',
  歙县: 'shè xiàn',
  尉犁: 'yù lí',
  莘庄: 'xīn zhuāng',
  六合区: 'lù hé qū',
  珲春: 'hún chūn',
});

/** How to read a run of Han characters: as a name of a company or place, or with its head read as a surname. */
export type Reading = 'ordinary' | 'surname';

/** Syllables of a run of simplified Han characters, one a character: 重庆 → chong qing. With `tones`: chong2 qing4. */
export function readPinyin(han: string, reading: Reading, tones = false): string[] {
  const surname = reading === 'surname' ? ({ mode: 'surname', surname: 'head' } as const) : {};
  return pinyin(han, { ...surname, type: 'array', toneType: tones ? 'num' : 'none', v: true, toneSandhi: false });
}
