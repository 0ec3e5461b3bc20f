import { defineNoun } from '@landfall/kit/policy/noun';
import { allOf, anyOf, desk, type Policy, portal, type Rule, system } from '@landfall/kit/policy/policy';
import { CONSULTANT, CUSTOMER_VOICES, PEOPLE_KEEPERS, SUPERVISORS } from '../role/roles.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderMachine } from './dispatch-order.machine.ts';

const isMine: Rule<DispatchOrder> = (viewer, order) => order.consultantId === viewer.membershipId;

const supervisor = desk<DispatchOrder>(...SUPERVISORS);
const ownConsultant = anyOf(system<DispatchOrder>(), allOf(desk<DispatchOrder>(CONSULTANT), isMine));
const customer = portal<DispatchOrder>(...CUSTOMER_VOICES);

/** Who may do what to a visit: consultants to their own, supervisors to all; the customer confirms, in the consultant's hands or in the portal. */
export const dispatchOrderPolicy: Policy<DispatchOrder> = {
  assign: supervisor,
  supervise: desk(...PEOPLE_KEEPERS),
  redispatch: supervisor,
  cancel: supervisor,
  acceptPrice: anyOf(ownConsultant, supervisor),
  contact: anyOf(ownConsultant, supervisor),
  schedule: anyOf(ownConsultant, supervisor),
  reschedule: anyOf(ownConsultant, supervisor),
  depart: anyOf(ownConsultant, supervisor),
  arrive: anyOf(ownConsultant, supervisor),
  record: anyOf(ownConsultant, supervisor),
  confirm: anyOf(ownConsultant, customer),
  dispute: customer,
};

defineNoun({
  name: 'dispatchOrder',
  entity: DispatchOrder,
  policy: dispatchOrderPolicy,
  machine: dispatchOrderMachine,
});
