import type { Source } from '@landfall/kit/rows/read';
import { expect, test } from 'vitest';
import { prefixOf, readRegions } from './read-regions.ts';

const divisions = [
  ['220000', '吉林省', '吉林省'],
  ['220200', '吉林市', '吉林省 吉林市'],
  ['310000', '上海市', '上海市'],
  ['310100', '市辖区', '上海市'],
  ['310115', '浦东新区', '上海市 浦东新区'],
  ['110105', '朝阳区', '北京市 朝阳区'],
  ['220104', '朝阳区', '吉林省 长春市 朝阳区'],
].map(([code, name, full_name]) => ({ code, name, full_name }));
const source = { reader: { query: async () => divisions }, scope: {} } as unknown as Source;
const meaning = async (written: string): Promise<unknown> => {
  const found = (await readRegions(source, [written])).get(written);
  return found && 'code' in found ? found.code : found?.problem;
};

test.each([
  ['上海市', '31'],
  ['上海', '31'],
  ['310115', '310115'],
  ['3101', '3101'],
  ['31', '31'],
  ['浦东', '310115'],
  ['浦東新區', '310115'],
  ['上海市浦东新区', '310115'],
  ['吉林', '22'],
  ['吉林市', '2202'],
  ['北京市 朝阳区', '110105'],
  ['朝阳区', 'person.regionAmbiguous'],
  ['亚特兰蒂斯', 'person.regionUnknown'],
  ['999999', 'person.regionUnknown'],
])('%s is %s', async (written, expected) => {
  expect(await meaning(written)).toBe(expected);
});

test('a code stands for all that is below it', () => {
  expect(['310000', '310100', '310115', '100000'].map(prefixOf)).toEqual(['31', '3101', '310115', '10']);
});
