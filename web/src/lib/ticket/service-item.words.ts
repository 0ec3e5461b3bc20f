import type { ServiceItemCode } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** The service items of R6, in the order they are offered. */
export const serviceItemWords: Record<ServiceItemCode, () => string> = {
  ROUTINE: m.words_item_routine,
  CUSTOM_REPORT: m.words_item_custom_report,
  FILING_MATERIAL: m.words_item_filing_material,
  UPGRADE: m.words_item_upgrade,
  CONTRACT: m.words_item_contract,
};
export const serviceItems = Object.keys(serviceItemWords) as ServiceItemCode[];

/** Chargeable (R6 ② ③): the customer accepts the price before anybody travels. */
export const isChargeable = (code: ServiceItemCode): boolean => code === 'CUSTOM_REPORT' || code === 'FILING_MATERIAL';

/** Yuan as typed to fen; undefined where it is no amount. */
export const fenOf = (typed: string): number | undefined => {
  const text = typed.replace(/[¥￥,，\s]/g, '');
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
};
