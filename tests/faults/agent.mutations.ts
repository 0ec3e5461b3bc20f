// What people at work ask for; every one takes the key of its intent.
export const RAISE =
  'mutation ($key: ID, $input: RaiseTicketInput!) { raiseTicket(idempotencyKey: $key, input: $input) { id } }';
export const NOTE =
  'mutation ($key: ID, $id: ID!, $text: String!, $told: Boolean) { noteTicket(idempotencyKey: $key, id: $id, text: $text, customerVisible: $told) { id } }';
export const DISPATCH =
  'mutation ($key: ID, $input: DispatchTicketInput!) { dispatchTicket(idempotencyKey: $key, input: $input) { id } }';
export const ASSIGN =
  'mutation ($key: ID, $id: ID!, $to: ID!) { assignDispatchOrder(idempotencyKey: $key, id: $id, consultantId: $to) { id } }';
export const CONTACT =
  'mutation ($key: ID, $id: ID!) { contactCustomer(idempotencyKey: $key, id: $id, reached: true) { id } }';
export const READ_ALL = 'mutation { markAllRead { id } }';
