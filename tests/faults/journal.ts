/** What an intent came to, as far as its client knows. */
export type Outcome = 'acknowledged' | 'unknown' | 'refused';

/** What a client wanted to happen once. */
export interface Intent {
  readonly id: string;
  readonly tenant: string;
  readonly kind: 'raise' | 'note' | 'dispatch';
  /** The ticket it is about; set for a `raise` once acknowledged. */
  ticketId: string | undefined;
  /** What the API answered with. */
  resultId: string | undefined;
  outcome: Outcome;
  attempts: number;
}

/** Everything clients wanted and were told: the checker holds the tables against it. */
export class Journal {
  readonly intents: Intent[] = [];
  /** Answers nobody should get: INTERNAL, or a refusal without a reason. */
  readonly oddities: string[] = [];

  begin(intent: Pick<Intent, 'id' | 'tenant' | 'kind' | 'ticketId'>): Intent {
    const whole: Intent = { ...intent, resultId: undefined, outcome: 'unknown', attempts: 0 };
    this.intents.push(whole);
    return whole;
  }

  count(outcome: Outcome): number {
    return this.intents.filter((intent) => intent.outcome === outcome).length;
  }
}
