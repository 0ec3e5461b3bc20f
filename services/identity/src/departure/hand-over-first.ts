import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import type { DepartureHandOverInput } from './departure.inputs.ts';

interface OpenWork {
  readonly count: number;
  readonly groups: readonly { readonly kind: string; readonly count: number }[];
  readonly underWay: readonly { readonly number: string }[];
}

const WORK = 'count groups { kind count } underWay { number }';
const ASK = `query ($id: ID!) { openWork(memberId: $id) { ${WORK} } }`;
const HAND_OVER = `mutation ($input: HandOverWorkInput!, $key: ID) { handOverWork(input: $input, idempotencyKey: $key) { ${WORK} } }`;
/** Sixty pieces a step: nobody has more than this many steps of work. */
const MOST_STEPS = 100;

/**
 * Gives away what somebody has open, before a unit of work: support does it through its own machines, a story line each, in
 * steps that each are done once.
 * @throws Problem CONFLICT `member.visitUnderWay` for a visit that nobody else can take over, INVALID `member.workRemains`
 * where a kind goes to nobody; nothing was handed over then
 */
export async function handOverFirst(
  context: Context,
  memberId: string,
  to: readonly DepartureHandOverInput[],
  reason: string | null,
  key: string | null,
): Promise<void> {
  let { openWork: work } = await context.ask<{ openWork: OpenWork }>(ASK, { id: memberId });
  refuse(work, to);
  for (let step = 0; work.count > 0 && step < MOST_STEPS; step++) {
    const open = new Set(work.groups.map(({ kind }) => kind));
    const input = {
      fromId: memberId,
      to: to.filter(({ kind }) => open.has(kind)).map(({ kind, toId }) => ({ kind, toId })),
      reason,
    };
    const { handOverWork } = await context.ask<{ handOverWork: OpenWork }>(HAND_OVER, {
      input,
      key: key && `${key}:${step}`,
    });
    refuse(handOverWork, to);
    work = handOverWork;
  }
}

function refuse(work: OpenWork, to: readonly DepartureHandOverInput[]): void {
  if (work.underWay.length > 0)
    throw new Problem('CONFLICT', 'member.visitUnderWay', ['id'], {
      visits: work.underWay.map(({ number }) => number).join('、'),
    });
  const missing = work.groups.filter(({ kind }) => !to.some((one) => one.kind === kind));
  if (missing.length > 0)
    throw invalid('member.workRemains', ['handOver'], {
      count: missing.reduce((sum, { count }) => sum + count, 0),
    });
}
