import 'reflect-metadata';
import { services } from '@landfall/gateway/host/services';
import { nounOf } from '@landfall/kit/policy/noun';
import { expect, test } from 'vitest';

/** Every way there is, written a second time by hand: state, action, state. */
const WAYS: Readonly<Record<string, string>> = {
  call: 'QUEUED answer ANSWERED, QUEUED abandon ABANDONED, ANSWERED raise RAISED, ANSWERED solve SOLVED, ANSWERED match ANSWERED',
  ticket: `NEW take OPEN, OPEN dispatch DISPATCHED, OPEN resolve RESOLVED, OPEN wait WAITING, WAITING resume OPEN,
    DISPATCHED resolve RESOLVED, DISPATCHED return OPEN, RESOLVED confirm CLOSED, RESOLVED reopen OPEN, CLOSED reopen OPEN, CLOSED revise RESOLVED`,
  dispatchOrder: `RECEIVED assign ASSIGNED, RECEIVED acceptPrice RECEIVED, RECEIVED cancel CANCELLED,
    ASSIGNED contact CONTACTED, ASSIGNED acceptPrice ASSIGNED, ASSIGNED assign ASSIGNED, ASSIGNED cancel CANCELLED,
    CONTACTED schedule SCHEDULED, CONTACTED acceptPrice CONTACTED, CONTACTED assign CONTACTED, CONTACTED cancel CANCELLED,
    SCHEDULED depart EN_ROUTE, SCHEDULED acceptPrice SCHEDULED, SCHEDULED reschedule SCHEDULED, SCHEDULED assign SCHEDULED, SCHEDULED cancel CANCELLED,
    EN_ROUTE arrive ON_SITE, EN_ROUTE cancel CANCELLED, ON_SITE record RECORDED,
    RECORDED confirm CONFIRMED, RECORDED dispute DISPUTED, RECORDED record RECORDED,
    CONFIRMED dispute DISPUTED, CONFIRMED record RECORDED, DISPUTED redispatch DISPUTED, DISPUTED record RECORDED`,
  partner: `INVITED resendInvitation INVITED, INVITED updateContact INVITED, INVITED activate ACTIVE, INVITED withdraw LEFT,
    ACTIVE updateContact ACTIVE, ACTIVE suspend SUSPENDED, ACTIVE leave LEAVING,
    SUSPENDED reopen ACTIVE, SUSPENDED updateContact SUSPENDED, SUSPENDED leave LEAVING,
    LEAVING finishLeaving LEFT, LEAVING stay ACTIVE, LEAVING updateContact LEAVING, LEAVING suspend SUSPENDED`,
};

const machines = services
  .flatMap(({ entities }) => entities)
  .flatMap((entity) => {
    try {
      const { name, machine } = nounOf(entity as never);
      return machine ? [{ name, machine }] : [];
    } catch {
      return [];
    }
  });

test('every machine has its ways written here', () => {
  expect(machines.map(({ name }) => name).sort()).toEqual(Object.keys(WAYS).sort());
});

test.each(machines.map(({ name, machine }) => [name, machine] as const))(
  '%s goes its ways and no others, likeliest first',
  (name, machine) => {
    const there = Object.entries(machine.transitions).flatMap(([state, row]) =>
      Object.entries(row as Record<string, string>).map(([action, to]) => `${state} ${action} ${to}`),
    );
    expect(there).toEqual((WAYS[name] ?? '').split(',').map((way) => way.trim()));
  },
);
