/**
 * How long what is about people is kept, in days, counted from what the name says. The clean-up, the page and the file a
 * person gets of themselves go by this one table.
 */
export const KEPT_DAYS = {
  /** An account as long as somebody uses it; erased by its person. */
  account: null,
  /** A membership's name, phone and e-mail, after it ended. */
  membership: 1095,
  /** An invitation nobody accepted, after it expired. */
  invitation: 180,
  /** Sessions, with device and address, after they ended. */
  session: 90,
  /** API tokens after they ended. */
  apiToken: 365,
  /** Links of mails (password, e-mail), after they were used or expired. */
  link: 90,
  /** Browsers known again, after they were last seen. */
  device: 365,
  /** A customer's contact, after the person left. */
  contact: 1095,
  /** Caller's name and number, after the call. */
  call: 730,
  /** Contact's name and phone on a ticket and its visits, after the ticket was closed. */
  ticket: 1095,
  /** Signed service records: proof of what was done, kept as long as accounting records. */
  serviceRecord: 3650,
  /** Requests about personal data, after they were settled. */
  dataRequest: 1095,
  /** Lines of the audit trail. */
  audit: 1095,
  /** Intents, told events and what consumers remember of them: nobody asks for them again. */
  technical: 7,
} as const;

/** One of {@link KEPT_DAYS}. */
export type Term = keyof typeof KEPT_DAYS;
