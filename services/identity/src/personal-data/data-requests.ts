import { defineNoun } from '@landfall/kit/policy/noun';
import { desk, type Policy } from '@landfall/kit/policy/policy';
import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { Shape } from '@landfall/kit/rows/shape';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tidyText } from '../tidy-text.ts';
import { DataRequest, DataRequestState } from './data-request.entity.ts';

const LONGEST = 1000;

/** Who settles a request: the partner's administrator. */
export const dataRequestPolicy: Policy<DataRequest> = { settle: desk('partner_admin') };

defineNoun({ name: 'dataRequest', entity: DataRequest, policy: dataRequestPolicy });

/** How requests are read. */
export const dataRequestShape: Shape = {
  table: 'identity.data_request',
  alias: 'd',
  columns: {
    id: 'd.id',
    membershipId: 'd.membership_id',
    name: 'd.name',
    text: 'd.text',
    state: 'd.state',
    askedAt: 'd.asked_at',
    settledAt: 'd.settled_at',
    answer: 'd.answer',
  },
};

/** Asks one's organisation to correct something. @throws Problem INVALID at `text` */
export function askCorrection(unit: UnitOfWork, text: string): string {
  const words = tidyText(text);
  if (!words) throw invalid('required', ['text']);
  if (words.length > LONGEST) throw invalid('tooLong', ['text'], { max: LONGEST });
  const { viewer } = unit;
  const request = unit.create(DataRequest, {
    membershipId: viewer.membershipId,
    customerId: viewer.customers[0] ?? null,
    name: viewer.name,
    text: words,
    state: DataRequestState.OPEN,
    askedAt: unit.now,
  });
  unit.announce({
    event: 'correctionAsked',
    noun: 'dataRequest',
    id: request.id,
    customerId: request.customerId ?? null,
    ids: { membership: viewer.membershipId },
  });
  return request.id;
}

/** Says what became of a request. @throws Problem NOT_FOUND, CONFLICT where it was settled, INVALID at `answer` */
export async function settleRequest(
  unit: UnitOfWork,
  id: string,
  isDone: boolean,
  answer: string | null | undefined,
): Promise<string> {
  const request = await unit.load(DataRequest, id, 'settle');
  if (request.state !== DataRequestState.OPEN) throw new Problem('CONFLICT', 'personalData.settled', ['state']);
  const words = tidyText(answer);
  // Somebody whose request is declined has a right to know why.
  if (!isDone && !words) throw invalid('required', ['answer']);
  if (words && words.length > LONGEST) throw invalid('tooLong', ['answer'], { max: LONGEST });
  request.state = isDone ? DataRequestState.DONE : DataRequestState.DECLINED;
  request.answer = words;
  request.settledAt = unit.now;
  request.settledById = unit.viewer.membershipId;
  unit.announce({
    event: 'correctionSettled',
    noun: 'dataRequest',
    id,
    customerId: request.customerId ?? null,
    ids: { membership: request.membershipId },
  });
  return id;
}
