import { registerEnumType } from 'type-graphql';

/** Where a ticket stands. */
export enum TicketState {
  NEW = 'NEW',
  OPEN = 'OPEN',
  WAITING = 'WAITING',
  DISPATCHED = 'DISPATCHED',
  RESOLVED = 'RESOLVED',
  CLOSED = 'CLOSED',
}
registerEnumType(TicketState, { name: 'TicketState', description: '工單狀態。' });

/** How much it hinders the customer. */
export enum Severity {
  LOW = 'LOW',
  NORMAL = 'NORMAL',
  HIGH = 'HIGH',
  URGENT = 'URGENT',
}
registerEnumType(Severity, { name: 'Severity', description: '嚴重程度。' });

/** The orders a list of tickets can have; each has an index. */
export enum TicketOrder {
  UPDATED_DESC = 'UPDATED_DESC',
  RAISED_DESC = 'RAISED_DESC',
}
registerEnumType(TicketOrder, { name: 'TicketOrder' });
