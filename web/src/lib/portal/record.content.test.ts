import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkRecord, type ShownRecord } from './record.content.ts';

const orderId = '01936f00-0000-7000-8000-000000000001';
const content = {
  contactName: '王丽华',
  address: '张江路 100 号',
  howToGetThere: null,
  productName: 'KIS 专业版',
  productVersion: '16.0',
  serial: 'KD100000',
  symptom: '凭证保存时报错',
  diagnosis: '日志已满',
  steps: '收缩日志',
  serviceItems: [{ code: 'CUSTOM_REPORT', price: 120_000 }],
  arrivedAt: '2026-11-20T02:00:00.000000Z',
  leftAt: '2026-11-20T04:00:00.000000Z',
  result: 'SOLVED',
  headquartersIssue: null,
  followUpNumber: null,
};
const shown = async (changes: Partial<ShownRecord> = {}): Promise<ShownRecord> => ({
  ...content,
  contentHash: await serviceRecordHash({ ...content, orderId }),
  ...changes,
});

describe('the browser signs only what it shows', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('the content as the consultant sent it matches', async () => {
    expect(await checkRecord(orderId, await shown())).toBe('same');
  });

  test.each([
    ['a price', { serviceItems: [{ code: 'CUSTOM_REPORT', price: 90_000 }] }],
    ['a time', { leftAt: '2026-11-20T05:00:00Z' }],
    ['a word', { steps: '重装' }],
    ['a time that is none', { leftAt: '' }],
  ])('%s changed on the way does not', async (_, changes) => {
    expect(await checkRecord(orderId, await shown(changes))).toBe('differs');
  });

  test('another visit’s record does not', async () => {
    expect(await checkRecord('01936f00-0000-7000-8000-000000000002', await shown())).toBe('differs');
  });

  test('without https the browser says it can’t check', async () => {
    const record = await shown();
    vi.stubGlobal('crypto', {});
    expect(await checkRecord(orderId, record)).toBe('insecure');
  });
});
