/** What is written, table by table, in the order foreign keys ask for; keys are column names. */
export interface Rows {
  'identity.account': object[];
  'identity.headquarters_membership': object[];
  'identity.partner': object[];
  'identity.service_policy': object[];
  'identity.membership': object[];
  'customers.customer': object[];
  'customers.contact': object[];
  'customers.site': object[];
  'customers.registered_product': object[];
  'support.call': object[];
  'support.ticket': object[];
  'support.dispatch_order': object[];
  'support.service_record': object[];
  'support.activity': object[];
  'ledger.service_promise': object[];
  'ledger.search_subject': object[];
  'kit.counter': object[];
}

/** A thing's search tokens, written as one row a token. */
export interface TokenRow {
  readonly tenant_id: string;
  readonly noun: string;
  readonly noun_id: string;
  readonly customer_id: string;
  readonly tokens: readonly string[];
}

/** Everything the demo is made of. */
export interface DemoRows {
  readonly tables: Rows;
  readonly tokens: TokenRow[];
}

/** An instant as it is written; null where there is none. */
export function instantText(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

/** No rows yet. */
export function noRows(): DemoRows {
  return {
    tables: {
      'identity.account': [],
      'identity.headquarters_membership': [],
      'identity.partner': [],
      'identity.service_policy': [],
      'identity.membership': [],
      'customers.customer': [],
      'customers.contact': [],
      'customers.site': [],
      'customers.registered_product': [],
      'support.call': [],
      'support.ticket': [],
      'support.dispatch_order': [],
      'support.service_record': [],
      'support.activity': [],
      'ledger.service_promise': [],
      'ledger.search_subject': [],
      'kit.counter': [],
    },
    tokens: [],
  };
}
