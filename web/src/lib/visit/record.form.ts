import type { ServiceRecordContent } from '@landfall/support/service-record/service-record.canonical';
import type { ServiceItemCode, ServiceResult } from '#lib/graph/schema.generated.ts';
import { fenOf, isChargeable } from '#lib/ticket/service-item.words.ts';
import type { OrderDetail } from './visit.graphql';
import { instantOf, localTime } from './zone-time.ts';

/** The record as it is typed on the phone: text in every field, times on the wall's clock there. */
export interface RecordForm {
  contactName: string;
  address: string;
  howToGetThere: string;
  productName: string;
  productVersion: string;
  serial: string;
  symptom: string;
  diagnosis: string;
  steps: string;
  serviceItems: ServiceItemCode[];
  /** Yuan, as typed. */
  prices: Partial<Record<ServiceItemCode, string>>;
  arrivedAt: string;
  leftAt: string;
  result: ServiceResult | '';
  headquartersIssue: string;
  followUpNumber: string;
  consultantSignature: string;
}
export type RecordField = keyof RecordForm;

/** The screens of the form, and what each asks for. */
export const recordParts = [
  { part: 'place', fields: ['contactName', 'address', 'howToGetThere'] },
  { part: 'problem', fields: ['productName', 'productVersion', 'serial', 'symptom'] },
  { part: 'work', fields: ['diagnosis', 'steps'] },
  { part: 'items', fields: ['serviceItems', 'prices'] },
  { part: 'result', fields: ['arrivedAt', 'leftAt', 'result', 'headquartersIssue', 'followUpNumber'] },
  { part: 'review', fields: ['consultantSignature'] },
] as const satisfies ReadonlyArray<{ part: string; fields: readonly RecordField[] }>;
export type RecordPart = (typeof recordParts)[number]['part'];

export const partOf = (field: string): RecordPart =>
  recordParts.find(({ fields }) => (fields as readonly string[]).includes(field))?.part ?? 'review';

/** What is known already: the record in force, else the order. */
export const emptyForm = (order: OrderDetail, zone: string): RecordForm => {
  const known = order.record ?? order;
  const { record } = order;
  return {
    contactName: known.contactName ?? '',
    address: record ? (record.address ?? '') : [order.divisionName, order.address].filter(Boolean).join(' '),
    howToGetThere: known.howToGetThere ?? '',
    productName: known.productName ?? '',
    productVersion: known.productVersion ?? '',
    serial: known.serial ?? '',
    symptom: known.symptom ?? '',
    diagnosis: record?.diagnosis ?? '',
    steps: record?.steps ?? '',
    serviceItems: known.serviceItems.map(({ code }) => code),
    prices: Object.fromEntries(
      known.serviceItems.flatMap(({ code, price }) => (price === null ? [] : [[code, String(price / 100)]])),
    ),
    arrivedAt: known.arrivedAt ? localTime(Date.parse(known.arrivedAt), zone) : '',
    leftAt: record ? localTime(Date.parse(record.leftAt), zone) : '',
    result: record?.result ?? '',
    headquartersIssue: record?.headquartersIssue ?? '',
    followUpNumber: record?.followUpNumber ?? '',
    consultantSignature: '',
  };
};

/** Something that isn't right yet, with a name for its words. */
export interface FormProblem {
  field: RecordField;
  code: 'required' | 'items' | 'price' | 'priceInvalid' | 'left' | 'result';
  /** Of a price: whose. */
  item?: ServiceItemCode;
}

const needed = ['contactName', 'address', 'symptom', 'diagnosis', 'steps', 'arrivedAt', 'leftAt'] as const;

/** What this page can see by itself, in the order of the screens; the server decides again. */
export const problemsOf = (form: RecordForm): FormProblem[] => {
  const found: FormProblem[] = needed
    .filter((field) => !form[field].trim())
    .map((field) => ({ field, code: 'required' }));
  if (!form.serviceItems.length) found.push({ field: 'serviceItems', code: 'items' });
  for (const item of form.serviceItems) {
    const typed = form.prices[item]?.trim() ?? '';
    if (typed && fenOf(typed) === undefined) found.push({ field: 'prices', code: 'priceInvalid', item });
    else if (!typed && isChargeable(item)) found.push({ field: 'prices', code: 'price', item });
  }
  // Both are of one zone, so their texts compare as their times do.
  if (form.arrivedAt && form.leftAt && form.leftAt < form.arrivedAt) found.push({ field: 'leftAt', code: 'left' });
  if (!form.result) found.push({ field: 'result', code: 'result' });
  const place = ({ field }: FormProblem) =>
    recordParts.findIndex(({ fields }) => (fields as readonly string[]).includes(field));
  return found.toSorted((a, b) => place(a) - place(b));
};

const orNull = (text: string): string | null => text.trim() || null;

/** What the customer signs, and what is sent. Call it only where {@link problemsOf} finds nothing. */
export const contentOf = (orderId: string, form: RecordForm, zone: string) =>
  ({
    orderId,
    contactName: form.contactName.trim(),
    address: form.address.trim(),
    howToGetThere: orNull(form.howToGetThere),
    productName: orNull(form.productName),
    productVersion: orNull(form.productVersion),
    serial: orNull(form.serial),
    symptom: form.symptom.trim(),
    diagnosis: form.diagnosis.trim(),
    steps: form.steps.trim(),
    serviceItems: form.serviceItems.map((code) => ({ code, price: fenOf(form.prices[code] ?? '') ?? null })),
    arrivedAt: new Date(instantOf(form.arrivedAt, zone)).toISOString(),
    leftAt: new Date(instantOf(form.leftAt, zone)).toISOString(),
    result: form.result || 'NOT_SOLVED',
    headquartersIssue: orNull(form.headquartersIssue),
    followUpNumber: orNull(form.followUpNumber),
  }) satisfies ServiceRecordContent;
