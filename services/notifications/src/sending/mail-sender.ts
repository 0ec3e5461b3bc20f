import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '@landfall/kit/service/context';
import { tracing } from '@landfall/kit/tracing/tracing';
import { Composer } from '../mail/compose-mail.ts';
import { Links } from '../mail/links.ts';
import { keepTrying } from './keep-trying.ts';
import { type Claimed, LEASE_MS, MailQueue, type Outcome } from './mail-queue.ts';
import { CONNECTIONS, openSmtp, SendError, type Smtp, type Transport } from './smtp.ts';

/** How mails that could not be sent are tried again. */
export interface Retries {
  readonly attempts: number;
  /** Wait behind the attempt of this number, the first being 1; milliseconds. */
  readonly wait: (attempt: number) => number;
}

/** Fifteen attempts in two days: 15 s, 30 s, … 6 h. */
export const PATIENT: Retries = {
  attempts: 15,
  wait: (attempt) => Math.min(15_000 * 2 ** (attempt - 1), 6 * 3_600_000),
};

/** What a sender runs on. */
export interface MailSenderOptions {
  readonly host: Pick<Host, 'tenancy' | 'bus' | 'log' | 'seals'>;
  /** How browsers reach us; links begin with it. */
  readonly baseUrl: string;
  /** `'KEEP'`: nothing leaves, mail is kept to be read at /mail. */
  readonly way: Smtp | 'KEEP';
  readonly retries?: Retries;
  /** How often is looked without being woken; milliseconds. */
  readonly pollMilliseconds?: number;
}

/** A sender at work. */
export interface MailSender {
  /** Resolves when nothing is due any more. */
  idle(): Promise<void>;
  /** Ends after the mails under way, which get a moment; what is left waits for the next start. */
  stop(): Promise<void>;
}

/** Mails under way when the process ends get this long; milliseconds. */
const GRACE = 1000;

/** Sends what is queued, sharing the work with every other process. Woken by events, looking by itself behind that. */
export function startMailSender(options: MailSenderOptions): MailSender {
  const sender = new Sender(options);
  return { idle: () => sender.idle(), stop: () => sender.stop() };
}

class Sender {
  private readonly queue: MailQueue;
  private readonly composer: Composer;
  private readonly underWay = new Map<Claimed, Promise<void>>();
  private readonly stopping = new AbortController();
  private transport: Promise<Transport> | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly options: MailSenderOptions) {
    const { host, baseUrl, pollMilliseconds = 1000 } = options;
    this.queue = new MailQueue(host.tenancy);
    this.composer = new Composer(host.tenancy, new Links(host.seals, baseUrl));
    this.timer = setInterval(() => this.look(), pollMilliseconds);
    this.timer.unref();
    void this.listen();
    this.look();
  }

  async idle(): Promise<void> {
    const isBusy = (): boolean => this.looking !== undefined || this.underWay.size > 0;
    // Asked again afterwards: what is being claimed is neither due any more nor under way yet.
    while (!this.stopping.signal.aborted && (isBusy() || !(await this.queue.isEmpty()) || isBusy())) {
      this.look();
      await delay(5);
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await this.looking;
    const done = Promise.allSettled(this.underWay.values());
    await Promise.race([done, delay(GRACE, undefined, { ref: false })]);
    const transport = await this.transport?.catch(() => undefined);
    transport?.close();
    // What did not end in time is cut off: it may be tried again at once.
    await Promise.race([done, delay(GRACE / 4, undefined, { ref: false })]);
  }

  /** The outbox told of a queued mail, here or in another process. */
  private async listen(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        for await (const { event } of this.options.host.bus.changes('*', 'mail', this.stopping.signal))
          if (event === 'mailQueued') this.look();
      } catch {
        // Fell behind: everything is looked at anyway.
        this.look();
      }
    }
  }

  private look(): void {
    if (this.stopping.signal.aborted) return;
    if (this.looking) {
      this.again = true;
      return;
    }
    this.looking = this.claimAndSend().finally(() => {
      this.looking = undefined;
      if (!this.again) return;
      this.again = false;
      this.look();
    });
  }

  /** Never more claimed than there are connections, so that no mail waits with its claim running out. */
  private async claimAndSend(): Promise<void> {
    const free = CONNECTIONS - this.underWay.size;
    if (free <= 0) return;
    try {
      const claims = await this.queue.claim(free);
      if (this.stopping.signal.aborted) return await this.queue.release(claims);
      for (const claim of claims) {
        const work = this.traced(claim).finally(() => {
          this.underWay.delete(claim);
          this.look();
        });
        this.underWay.set(claim, work);
      }
    } catch (error) {
      this.options.host.log.warn({ err: error }, 'mail: will look again');
    }
  }

  /** A mail is a span of its own: who gets it is nobody's business there. */
  private traced(claim: Claimed): Promise<void> {
    const { tracer } = tracing;
    if (!tracer) return this.attempt(claim);
    const facts = { 'landfall.mail': claim.id, 'landfall.tenant': claim.tenantId, 'landfall.attempt': claim.attempts };
    return tracer.during('send mail', { parent: null, facts }, () => this.attempt(claim));
  }

  private async attempt(claim: Claimed): Promise<void> {
    const outcome = await this.send(claim).catch((error: unknown) => this.afterwards(claim, error));
    // A mail the server has taken on must be known as sent before anybody else may send it: what keeps us from it is waited out.
    await keepTrying(() => this.queue.settle(claim, outcome), {
      for: LEASE_MS,
      signal: this.stopping.signal,
      failed: (error) =>
        this.options.host.log.warn({ err: error, mail: claim.id, state: outcome.state }, 'mail: outcome not written'),
    });
  }

  private async send({ tenantId, id }: Claimed): Promise<Outcome> {
    const mail = await this.composer.compose(tenantId, id);
    if (!mail) return { state: 'ENDED', problem: 'NOBODY' };
    const { way } = this.options;
    if (way === 'KEEP') return { state: 'KEPT', mail };
    this.transport ??= openSmtp(way);
    const transport = await this.transport.catch((error: unknown) => {
      this.transport = undefined;
      throw error;
    });
    const { tracer } = tracing;
    const facts = { 'network.protocol.name': 'smtp', 'server.address': URL.parse(way.url)?.hostname };
    if (tracer) await tracer.within('SMTP', { kind: 'client', facts }, () => transport.send(id, mail));
    else await transport.send(id, mail);
    return { state: 'SENT', mail };
  }

  private afterwards({ id, attempts }: Claimed, error: unknown): Outcome {
    const { log } = this.options.host;
    const { attempts: most, wait } = this.options.retries ?? PATIENT;
    const problem = error instanceof SendError ? error.problem : `COMPOSE ${(error as Error).name}`.slice(0, 100);
    // Only our own mistakes are told in full: what a server says may name people.
    const about = { mail: id, attempts, problem, ...(error instanceof SendError ? {} : { err: error }) };
    if ((error instanceof SendError && error.isFinal) || attempts >= most) {
      log.error(about, 'mail failed: a person has to look');
      return { state: 'FAILED', problem };
    }
    log.warn(about, 'mail not sent: will try again');
    return { state: 'QUEUED', wait: wait(attempts), problem };
  }
}
