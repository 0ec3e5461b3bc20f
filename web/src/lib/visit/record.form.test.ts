import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import { describe, expect, test, vi } from 'vitest';
import type { OrderDetail } from './visit.graphql';

vi.mock('#lib/paraglide/messages.js', () => ({ m: {} }));
const { contentOf, emptyForm, partOf, problemsOf } = await import('./record.form.ts');

const zone = 'Asia/Shanghai';
const order = {
  id: '0193aaaa-0000-7000-8000-000000000001',
  contactName: '王丽华',
  address: '张江路 100 号',
  howToGetThere: null,
  productName: 'KIS 专业版',
  productVersion: '16.0',
  serial: 'KD1',
  symptom: '凭证不能保存',
  serviceItems: [{ code: 'ROUTINE', isChargeable: false, price: null }],
  arrivedAt: '2026-11-23T06:05:12.123456Z',
  record: null,
} as unknown as OrderDetail;
const filled = () => ({
  ...emptyForm(order, zone),
  diagnosis: '日志已满',
  steps: '备份\n收缩',
  leftAt: '2026-11-23T15:00',
  result: 'SOLVED' as const,
});

describe('the record on the phone', () => {
  test('starts from what is known of the order, on the clock there', () => {
    expect(emptyForm(order, zone)).toMatchObject({
      contactName: '王丽华',
      arrivedAt: '2026-11-23T14:05',
      serviceItems: ['ROUTINE'],
      result: '',
    });
  });

  test('says what is missing, in the order of its screens', () => {
    expect(problemsOf(emptyForm(order, zone)).map(({ field }) => field)).toEqual([
      'diagnosis',
      'steps',
      'leftAt',
      'result',
    ]);
    expect(problemsOf(filled())).toEqual([]);
    expect(partOf('leftAt')).toBe('result');
  });

  test('a chargeable item needs a price, and a price is an amount', () => {
    const form = { ...filled(), serviceItems: ['CUSTOM_REPORT', 'UPGRADE'] as const, prices: { UPGRADE: 'viel' } };
    expect(problemsOf({ ...form, serviceItems: [...form.serviceItems] })).toEqual([
      { field: 'prices', code: 'price', item: 'CUSTOM_REPORT' },
      { field: 'prices', code: 'priceInvalid', item: 'UPGRADE' },
    ]);
  });

  test('nobody leaves before they arrive', () => {
    expect(problemsOf({ ...filled(), leftAt: '2026-11-23T13:00' })).toEqual([{ field: 'leftAt', code: 'left' }]);
  });

  test('what is sent hashes, and is the same however the price was typed', async () => {
    const form = { ...filled(), serviceItems: ['CUSTOM_REPORT' as const] };
    const content = contentOf(order.id, { ...form, prices: { CUSTOM_REPORT: '¥800' } }, zone);
    expect(content).toMatchObject({
      leftAt: '2026-11-23T07:00:00.000Z',
      serviceItems: [{ code: 'CUSTOM_REPORT', price: 80_000 }],
    });
    const other = contentOf(order.id, { ...form, prices: { CUSTOM_REPORT: '800.00' } }, zone);
    expect(await serviceRecordHash(content)).toBe(await serviceRecordHash(other));
  });
});
