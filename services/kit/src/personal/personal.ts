/** What a property's decorator says of its column. */
export type MarkKind = 'personal' | 'identifies-customer' | 'secret' | 'derived';

/** A column about a person, a customer or a secret, as its property declares it. */
export interface MarkedColumn {
  readonly entity: NewableFunction;
  readonly property: string;
  readonly kind: MarkKind;
  /** Property of the same row that says whose it is; personal columns only. Empty there: the row itself stands for the person. */
  readonly subject?: string;
}

const marked: MarkedColumn[] = [];

function mark(kind: MarkKind, subject?: string): PropertyDecorator {
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

/** A value worked out from others (a sort key, a number for matching): left out of the audit trail and of people's files. */
export function Derived(): PropertyDecorator {
  return mark('derived');
}

/** Every marked column of the entities loaded so far. */
export function markedColumns(): readonly MarkedColumn[] {
  return marked;
}
