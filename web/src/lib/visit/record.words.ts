import type { ServiceResult } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FormProblem, RecordField, RecordPart } from './record.form.ts';

export const partWords: Record<RecordPart, () => string> = {
  place: m.visits_part_place,
  problem: m.visits_part_problem,
  work: m.visits_part_work,
  items: m.visits_part_items,
  result: m.visits_part_result,
  review: m.visits_part_review,
};

export const fieldWords: Record<RecordField, () => string> = {
  contactName: m.visits_contact_name,
  address: m.visits_address,
  howToGetThere: m.visits_way,
  productName: m.visits_product,
  productVersion: m.visits_version,
  serial: m.visits_serial,
  symptom: m.visits_symptom,
  diagnosis: m.visits_diagnosis,
  steps: m.visits_steps,
  serviceItems: m.visits_part_items,
  prices: m.visits_price,
  arrivedAt: m.visits_arrived_at,
  leftAt: m.visits_left_at,
  result: m.visits_result,
  headquartersIssue: m.visits_hq_issue,
  followUpNumber: m.visits_follow_up,
  consultantSignature: m.visits_own_signature,
};

export const problemWords: Record<FormProblem['code'], () => string> = {
  required: m.visits_required,
  items: m.visits_items_missing,
  price: m.visits_price_missing,
  priceInvalid: m.visits_price_invalid,
  left: m.visits_left_before,
  result: m.visits_result_missing,
};

export const resultWords: Record<ServiceResult, () => string> = {
  SOLVED: m.visits_result_solved,
  PARTLY: m.visits_result_partly,
  NOT_SOLVED: m.visits_result_not_solved,
};
