/** A column about a person or a secret, as its property declares it. */
export interface MarkedColumn {
  readonly entity: NewableFunction;
  readonly property: string;
  readonly kind: 'personal' | 'identifies-customer' | 'secret';
  /** Property of the same row that says whose it is; personal columns only. */
  readonly subject?: string;
}

const marked: MarkedColumn[] = [];

function mark(kind: MarkedColumn['kind'], subject?: string): PropertyDecorator {
  return (target, property) => {
    const entity = target.constructor;
    marked.push({ entity, property: String(property), kind, ...(subject ? { subject } : {}) });
  };
}

/** A value about a person (PIPL): redacted in logs, sealed in the audit trail, given out on request, erased on request. */
export function Personal({ subject }: { readonly subject: string }): PropertyDecorator {
  return mark('personal', subject);
}

/** A value that tells which customer it is: never read by headquarters. */
export function IdentifiesCustomer(): PropertyDecorator {
  return mark('identifies-customer');
}

/** A hash, key or sealed value: never in the audit trail, a file or a log. */
export function Secret(): PropertyDecorator {
  return mark('secret');
}

/** Every marked column of the entities loaded so far. */
export function markedColumns(): readonly MarkedColumn[] {
  return marked;
}
