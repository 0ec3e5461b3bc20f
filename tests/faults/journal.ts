/** What an intent came to, as far as its client knows. */
export type Outcome = 'acknowledged' | 'unknown' | 'refused';

/** What clients do. */
export type Kind = 'raise' | 'note' | 'dispatch' | 'assign' | 'contact';

/** What a client wanted to happen once. */
export interface Intent {
  readonly id: string;
  readonly tenant: string;
  readonly kind: Kind;
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
  /** Answers that said: nothing is decided, come back. */
  toldToWait = 0;
  private readonly counts: Record<Outcome, number> = { acknowledged: 0, unknown: 0, refused: 0 };
  private readonly answered = new Map<string, number>();

  begin(intent: Pick<Intent, 'id' | 'tenant' | 'kind'>): Intent {
    const whole: Intent = { ...intent, resultId: undefined, outcome: 'unknown', attempts: 0 };
    this.intents.push(whole);
    this.counts.unknown += 1;
    return whole;
  }

  /** Its client was told what became of it. */
  end(intent: Intent, outcome: Exclude<Outcome, 'unknown'>, by: string): void {
    this.counts[intent.outcome] -= 1;
    this.counts[outcome] += 1;
    intent.outcome = outcome;
    this.answered.set(by, this.answeredBy(by) + 1);
  }

  count(outcome: Outcome): number {
    return this.counts[outcome];
  }

  /** Intents a server has decided. */
  answeredBy(server: string): number {
    return this.answered.get(server) ?? 0;
  }
}
