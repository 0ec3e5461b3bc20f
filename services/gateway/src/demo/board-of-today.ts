import { Board } from './board.ts';
import { localMidnight } from './open-hours.ts';
import type { PartnerWorld } from './partner-world.ts';
import { dueOf } from './promise-story.ts';
import type { Random } from './random.ts';
import { isNoticed, type VisitPlan } from './visit-plan.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Lays out the day: a few orders in each state, promises running, soon, broken and paused, tickets and calls in hand. */
export function tellBoard(world: PartnerWorld, random: Random): void {
  const board = new Board(world, random);
  tellBeforeContact(board);
  tellAgreed(board);
  tellUnderWay(board);
  tellDone(board);
  for (const [minutes, at] of [[3], [48], [170], [12, 'rich']] as const) board.ticket('NEW', minutes, at);
  for (const minutes of [9, 75, 230]) board.ticket('OPEN', minutes);
  for (const [minutes, at] of [[300], [520, 'rich']] as const) board.ticket('WAITING', minutes, at);
  for (const minutes of [160, 420]) board.ticket('RESOLVED', minutes);
  board.call('hotline', 3);
  board.call('hotline2', 6);
}

/** Received, given to somebody, tried in vain. */
function tellBeforeContact(board: Board): void {
  const { world } = board;
  const waiting = () => ({});
  const given = (minutes: number) => (order: { receivedAt: number }) => ({
    assignAt: world.hours.after(order.receivedAt, minutes),
  });
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.lately(4), severity: 'URGENT' }, waiting);
  board.visit({ line: 'K3', who: 'consultant-k3', receivedAt: board.lately(38) }, waiting);
  board.visit({ line: 'KIS', who: 'consultant2', receivedAt: board.madeFor('CONTACT', 'SOON', 35 * MINUTE) }, waiting);
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.ago(95) }, given(9));
  board.visit({ line: 'K3', who: 'consultant-k3', receivedAt: board.ago(70), inPortal: true }, given(12));
  board.visit(
    { line: 'K3', who: 'consultant-k32', receivedAt: board.madeFor('CONTACT', 'BROKEN', 50 * MINUTE) },
    (order) => ({
      ...given(25)(order),
      attempts: [world.phoneHours.after(order.receivedAt, 90)],
    }),
  );
  const { receivedAt, attempts } = unreachable(board);
  board.visit({ line: 'KIS', who: 'consultant2', receivedAt, inPortal: true }, (order) => ({
    ...given(8)(order),
    attempts,
  }));
}

/** Attempts in three half-days, none of them reached: on site isn't due yet, and stands still. */
function unreachable(board: Board): { receivedAt: number; attempts: number[] } {
  const { hours, phoneHours, now } = board.world;
  let found = { receivedAt: board.ago(600), attempts: [] as number[] };
  for (let minutes = 240; minutes < 6 * 8 * 60; minutes += 30) {
    const receivedAt = board.ago(minutes);
    const [first, second] = [phoneHours.after(receivedAt, 40), phoneHours.after(receivedAt, 210)];
    const attempts = [first, second, phoneHours.next(localMidnight(second) + 33.3 * HOUR)];
    if ((attempts[2] ?? now) > now || !isNoticed(attempts)) continue;
    found = { receivedAt, attempts };
    // Before a day has gone by on the tightest clock, the visit isn't due.
    if ((attempts[2] ?? now) - receivedAt < 22 * HOUR) return found;
  }
  return { receivedAt: hours.next(found.receivedAt), attempts: found.attempts };
}

/** Phoned, and agreed. */
function tellAgreed(board: Board): void {
  const { world, anchor } = board;
  const phoned = (receivedAt: number, minutes = 45): Pick<VisitPlan, 'assignAt' | 'contactAt' | 'scheduleAt'> => {
    const contactAt = world.hours.after(receivedAt, minutes);
    return { assignAt: world.hours.after(receivedAt, 8), contactAt, scheduleAt: contactAt + 2.5 * MINUTE };
  };
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.ago(120) }, ({ receivedAt }) => ({
    ...phoned(receivedAt),
    scheduleAt: undefined,
  }));
  board.visit({ line: 'K3', who: 'consultant-k32', receivedAt: board.ago(85) }, ({ receivedAt }) => ({
    ...phoned(receivedAt, 30),
    scheduleAt: undefined,
  }));
  const later = (n: number) => (order: { receivedAt: number }, consultant: Parameters<Board['slot']>[0]) => ({
    ...phoned(order.receivedAt),
    appointmentAt: board.slot(consultant, anchor + 50 * MINUTE, n),
  });
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.ago(260), at: 'second' }, later(1));
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.ago(200) }, later(4));
  board.visit({ line: 'K3', who: 'consultant-k3', receivedAt: board.ago(230) }, later(3));
  board.visit({ line: 'K3', who: 'senior', receivedAt: board.ago(190), severity: 'URGENT' }, later(1));
  board.visit(
    { line: 'KIS', who: 'consultant3', receivedAt: board.madeFor('ON_SITE', 'SOON', 55 * MINUTE), inPortal: true },
    (order, consultant) => ({
      ...phoned(order.receivedAt),
      appointmentAt: board.slot(consultant, anchor + 25 * MINUTE, 0, dueOf(order.promises.onSite)),
    }),
  );
  board.visit(
    { line: 'KIS', who: 'consultant2', receivedAt: board.madeFor('ON_SITE', 'BROKEN', 70 * MINUTE) },
    (order, consultant) => {
      const before = phoned(order.receivedAt, 60);
      const first = board.slot(consultant, world.hours.after(order.receivedAt, 200));
      const at = Math.min(world.hours.before(first, 100), board.ago(20));
      const next = board.slot(consultant, anchor + 45 * MINUTE, 1);
      return {
        ...before,
        appointmentAt: first,
        move: {
          at: Math.max(at, (before.scheduleAt ?? 0) + MINUTE),
          appointmentAt: next,
          reason: '顾问上一单超时，经客户同意顺延。',
        },
      };
    },
  );
}

/** On the road, and at the customer's. */
function tellUnderWay(board: Board): void {
  const { world } = board;
  const now = (receivedAt: number, arrivesAgo: number): Omit<VisitPlan, 'consultant'> => {
    const contactAt = world.hours.after(receivedAt, 35);
    const soon = board.world.hours.slots(board.anchor + 8 * MINUTE, board.anchor + HOUR).next().value;
    const before = [...slotsBefore(board, Math.max(0, arrivesAgo - 8))].at(-1) ?? board.ago(Math.max(0, arrivesAgo));
    const appointmentAt = arrivesAgo < 0 ? (soon ?? before) : before;
    const base = {
      assignAt: world.hours.after(receivedAt, 6),
      contactAt,
      scheduleAt: contactAt + 3 * MINUTE,
      appointmentAt,
    };
    if (arrivesAgo < 0) return { ...base, departAt: board.anchor - 14 * MINUTE };
    // Early in the day nobody has been anywhere since yesterday.
    const arriveAt = Math.max(board.ago(arrivesAgo), world.hours.next(localMidnight(board.anchor)));
    return { ...base, departAt: arriveAt - 33 * MINUTE, arriveAt };
  };
  board.visit(
    { line: 'K3', who: 'consultant-k3', receivedAt: board.ago(310), at: 'rich', severity: 'HIGH' },
    ({ receivedAt }) => now(receivedAt, -20),
  );
  board.visit({ line: 'KIS', who: 'consultant', receivedAt: board.ago(380) }, ({ receivedAt }) => now(receivedAt, 35));
  board.visit({ line: 'K3', who: 'consultant-k32', receivedAt: board.ago(290) }, ({ receivedAt }) =>
    now(receivedAt, 80),
  );
}

function* slotsBefore(board: Board, minutesAgo: number): Generator<number, void, void> {
  const until = minutesAgo >= 0 ? board.ago(minutesAgo) : board.anchor - minutesAgo * MINUTE;
  yield* board.world.hours.slots(board.ago(240), until);
}

/** Recorded and awaiting the customer's word, confirmed today, disputed, called off. */
function tellDone(board: Board): void {
  const { world } = board;
  /** The latest visit of 80 minutes that ended then or before: nobody stays overnight, or is in two places. */
  const visited = (who: string, wanted: number): { arriveAt: number; leaveAt: number } => {
    // What would begin the day before ends the day before.
    const isOvernight = localMidnight(world.hours.before(wanted, 80)) < localMidnight(wanted);
    const leaveAt = isOvernight ? world.hours.last(localMidnight(wanted)) : wanted;
    const arriveAt = world.hours.before(leaveAt, 80);
    const isFree = world.diary.isFree(world.member(who).id, arriveAt - 35 * MINUTE, leaveAt);
    return isFree ? { arriveAt, leaveAt } : visited(who, world.hours.before(leaveAt, 30));
  };
  const done = (
    who: string,
    leftAgo: number,
    receivedBefore = 330,
  ): { receivedAt: number; plan: Omit<VisitPlan, 'consultant'> } => {
    const { arriveAt, leaveAt } = visited(who, board.ago(leftAgo));
    const receivedAt = world.hours.before(arriveAt, receivedBefore);
    const contactAt = world.hours.after(receivedAt, 40);
    const appointmentAt = [...world.hours.slots(world.hours.before(arriveAt, 90), arriveAt)].at(-1) ?? arriveAt;
    const before = {
      assignAt: world.hours.after(receivedAt, 7),
      contactAt,
      scheduleAt: contactAt + 3 * MINUTE,
      appointmentAt,
    };
    return {
      receivedAt,
      plan: {
        ...before,
        departAt: arriveAt - 35 * MINUTE,
        arriveAt,
        leaveAt,
        recordAt: leaveAt + 3 * MINUTE,
        result: 'SOLVED',
      },
    };
  };
  const waiting = [
    { line: 'K3', who: 'consultant-k3', at: 'rich', ago: 430 },
    { line: 'KIS', who: 'consultant', at: 'second', ago: 520 },
    { line: 'KIS', who: 'consultant', ago: 170 },
    { line: 'K3', who: 'senior', ago: 260 },
  ] as const;
  for (const { ago, ...scene } of waiting) {
    const { receivedAt, plan } = done(scene.who, ago);
    board.visit({ ...scene, receivedAt, inPortal: true }, () => plan);
  }
  for (const [who, line, ago, rating] of [
    ['consultant3', 'KIS', 110, 5],
    ['consultant', 'KIS', 640, 4],
    ['consultant-k32', 'K3', 200, 5],
  ] as const) {
    const { receivedAt, plan } = done(who, ago);
    board.visit({ line, who, receivedAt }, () => ({
      ...plan,
      confirm: { at: (plan.recordAt ?? 0) + 4 * MINUTE, via: 'DEVICE', rating },
    }));
  }
  const disputed = done('senior', 480);
  board.visit({ line: 'K3', who: 'senior', receivedAt: disputed.receivedAt, inPortal: true }, () => ({
    ...disputed.plan,
    confirm: { at: (disputed.plan.recordAt ?? 0) + 5 * MINUTE, via: 'DEVICE', rating: 2 },
    disputeAt: board.ago(65),
  }));
  board.visit({ line: 'KIS', who: 'consultant3', receivedAt: board.ago(300) }, ({ receivedAt }) => ({
    assignAt: world.hours.after(receivedAt, 10),
    cancel: { at: board.ago(140), reason: '客户来电：自行重启后恢复，暂不需要上门。' },
  }));
}
