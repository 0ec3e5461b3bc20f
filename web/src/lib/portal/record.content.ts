import {
  type ServiceRecordContent,
  serviceRecordHash,
} from '@landfall/support/service-record/service-record.canonical';

/** What of a record is shown and signed. */
export interface ShownRecord
  extends Omit<ServiceRecordContent, 'orderId' | 'contactName' | 'address' | 'symptom' | 'diagnosis' | 'steps'> {
  contactName: string | null;
  address: string | null;
  symptom: string | null;
  diagnosis: string | null;
  steps: string | null;
  contentHash: string;
}

const contentOf = (orderId: string, record: ShownRecord): ServiceRecordContent => ({
  orderId,
  contactName: record.contactName ?? '',
  address: record.address ?? '',
  howToGetThere: record.howToGetThere ?? null,
  productName: record.productName ?? null,
  productVersion: record.productVersion ?? null,
  serial: record.serial ?? null,
  symptom: record.symptom ?? '',
  diagnosis: record.diagnosis ?? '',
  steps: record.steps ?? '',
  serviceItems: record.serviceItems.map(({ code, price }) => ({ code, price: price ?? null })),
  arrivedAt: record.arrivedAt,
  leftAt: record.leftAt,
  result: record.result,
  headquartersIssue: record.headquartersIssue ?? null,
  followUpNumber: record.followUpNumber ?? null,
});

/** What comes of computing the fingerprint of what is shown; `insecure`: this browser can't, without https. */
export type RecordCheck = 'same' | 'differs' | 'insecure';

/** Computes the content's hash from what is shown and compares it with the one that came with it (R4). */
export const checkRecord = async (orderId: string, record: ShownRecord): Promise<RecordCheck> => {
  try {
    return (await serviceRecordHash(contentOf(orderId, record))) === record.contentHash ? 'same' : 'differs';
  } catch (problem) {
    return problem instanceof Error && problem.message === 'record.noWebCrypto' ? 'insecure' : 'differs';
  }
};
