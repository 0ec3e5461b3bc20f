import type { PromiseTerms } from '@landfall/kit/promise/promise-terms';
import type { DispatchOrderState } from '@landfall/support/dispatch-order/dispatch-order.state';
import type { EntitlementSnapshot } from '@landfall/support/entitlement/entitlement.type';
import type { ServiceItem } from '@landfall/support/service-item/service-item';
import type { TicketState } from '@landfall/support/ticket/ticket.state';
import type { DemoContact, DemoCustomer, DemoProduct, DemoSite } from './demo-customer.ts';
import type { Member } from './staff.ts';

/** Values the words of a line name. Numbers are given out last, so they are asked for when everything is told. */
export type Detail = () => Readonly<Record<string, string | number | null | undefined>>;

/** A line of a story as it is told. */
export interface ActivityDraft {
  readonly id: string;
  readonly orderId: string | null;
  readonly at: number;
  readonly action: string;
  readonly actor: Pick<Member, 'id' | 'name'>;
  readonly note: string | null;
  readonly staffNote: string | null;
  readonly detail: Detail;
  readonly customerVisible: boolean;
}

/** A call as it is told. */
export interface CallDraft {
  readonly id: string;
  number: string;
  state: string;
  readonly callerNumber: string;
  readonly callerName: string | null;
  readonly companyName: string | null;
  readonly customerId: string | null;
  readonly contactId: string | null;
  readonly agentId: string | null;
  ticketId: string | null;
  readonly startedAt: number;
  endedAt: number | null;
  note: string | null;
  solution: string | null;
  version: number;
}

/** A ticket as it is told. */
export interface TicketDraft {
  readonly id: string;
  number: string;
  state: TicketState;
  readonly severity: string;
  readonly symptom: string;
  readonly stepsTried: string | null;
  solution: string | null;
  readonly customer: DemoCustomer;
  readonly contact: DemoContact | null;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly product: DemoProduct | null;
  readonly entitlement: EntitlementSnapshot;
  takenById: string | null;
  readonly raisedById: string;
  readonly callId: string | null;
  readonly raisedAt: number;
  updatedAt: number;
  closedAt: number | null;
  waitingReason: string | null;
  version: number;
  readonly activities: ActivityDraft[];
}

/** A promise as it is told. */
export interface PromiseDraft {
  readonly id: string;
  terms: PromiseTerms;
  state: 'RUNNING' | 'KEPT' | 'PAUSED' | 'ENDED';
  ownerId: string | null;
  keptAt: number | null;
  pausedAt: number | null;
  brokenAt: number | null;
}

/** A service record as it is told. */
export interface RecordDraft {
  readonly id: string;
  readonly diagnosis: string;
  readonly steps: string;
  readonly arrivedAt: number;
  readonly leftAt: number;
  readonly result: 'SOLVED' | 'PARTLY' | 'NOT_SOLVED';
  readonly headquartersIssue: string | null;
  readonly followUpNumber: string | null;
  readonly recordedById: string;
  readonly receivedAt: number;
  readonly consultantSignature: string;
  rating: number | null;
  opinion: string | null;
  signatoryName: string | null;
  customerSignature: string | null;
  confirmedAt: number | null;
  confirmedVia: string | null;
  confirmedById: string | null;
  disputedAt: number | null;
  disputeReason: string | null;
}

/** A dispatch order as it is told. */
export interface OrderDraft {
  readonly id: string;
  number: string;
  state: DispatchOrderState;
  readonly ticket: TicketDraft;
  readonly entitlement: EntitlementSnapshot;
  readonly site: DemoSite | null;
  readonly receivedAt: number;
  serviceItems: ServiceItem[];
  priceAcceptedBy: string | null;
  priceAcceptedAt: number | null;
  readonly outOfTermReason: string | null;
  readonly remoteReason: string | null;
  readonly remoteAllowanceHours: number;
  supervisorId: string | null;
  consultantId: string | null;
  appointmentAt: number | null;
  departedAt: number | null;
  arrivedAt: number | null;
  leftAt: number | null;
  contactAttempts: number;
  waitingForCustomer: boolean;
  record: RecordDraft | null;
  readonly previousOrderId: string | null;
  nextOrderId: string | null;
  version: number;
  readonly promises: { readonly contact: PromiseDraft; readonly onSite: PromiseDraft };
}
