import type { OpenToSupport } from '@landfall/kit/support-visit/may-visit';

/** What headquarters' person inside a partner sees here, and may help with where the partner granted it. */
export const openToSupport: OpenToSupport = {
  reads: [
    'call',
    'calls',
    'dispatchOrder',
    'dispatchOrders',
    'ticket',
    'tickets',
    'callChanged',
    'dispatchOrderChanged',
    'ticketChanged',
  ],
  works: [
    'answerCall',
    'matchCall',
    'solveCall',
    'raiseTicket',
    'takeTicket',
    'waitTicket',
    'resumeTicket',
    'resolveTicket',
    'reopenTicket',
    'noteTicket',
    'dispatchTicket',
    'assignDispatchOrder',
    'redispatchOrder',
    'cancelDispatchOrder',
    'contactCustomer',
    'scheduleVisit',
    'rescheduleVisit',
    'acceptOrderPrice',
  ],
};
