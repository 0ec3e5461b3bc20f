import { MailServer } from '../kit/mail-server.ts';
import { Chance } from './chance.ts';
import { soon } from './patience.ts';
import type { Site } from './site.ts';

/** What becomes of a delivery. */
type Fate = 'taken' | 'later' | 'never' | 'brokenOff' | 'unanswered';

/** Mails at the end of a run. */
export interface Posted {
  readonly queued: number;
  /** Taken by the mail server, once each unless doubled. */
  readonly delivered: number;
  /** Refused for good with a 5xx, and known as such. */
  readonly refused: number;
  readonly lost: readonly string[];
  /** Taken twice, and no process died between the server's word and the commit. */
  readonly doubled: readonly string[];
  /** Taken twice where one did: what nobody can help (RFC 1047). */
  readonly helpless: number;
  /** Sent again because our server said nothing after the whole mail: also that. */
  readonly unanswered: number;
}

/** A process that died so long after a delivery may have taken its outcome along. Milliseconds. */
const BEFORE_DEATH = 15_000;
/** A claim is younger than this only while somebody sends. Retries have minutes between them: the end of a run doesn't wait. */
const HURRY = `update notifications.mail_sending set next_at = now() where state = 'QUEUED' and next_at > now() + interval '1 second'
  and next_at not between now() + interval '150 seconds' and now() + interval '180 seconds'`;

/** A real mail server that can be made to fail half of what it gets, and what is known of every mail. */
export class PostOffice {
  isHalfFailing = false;
  readonly fates: Record<Fate, number> = { taken: 0, later: 0, never: 0, brokenOff: 0, unanswered: 0 };
  /** What becomes of the delivery under way to an address. */
  private readonly next = new Map<string, Fate>();
  private constructor(
    private readonly chance: Chance,
    private readonly server: () => MailServer,
  ) {}

  static async open(seed: number): Promise<PostOffice> {
    let server: MailServer | undefined;
    const post = new PostOffice(new Chance(seed), () => server as MailServer);
    server = await MailServer.open(() => ({
      refuses: (address) => post.decide(address),
      diesInData: (address) => post.next.get(address) === 'brokenOff',
      diesAfterData: (address) => post.next.get(address) === 'unanswered',
    }));
    return post;
  }

  get url(): string {
    return this.server().url;
  }

  close(): Promise<void> {
    return this.server().close();
  }

  /** Waits until every mail is on its way or refused, then counts them. */
  async count(site: Site, signal: AbortSignal): Promise<Posted> {
    await soon(
      async () => {
        await site.rows(HURRY);
        const text = `select count(*)::int as left from notifications.mail_sending where state = 'QUEUED'`;
        return (await site.rows<{ left: number }>(text))[0]?.left === 0;
      },
      240_000,
      signal,
      500,
    );
    const rows = await site.rows<{ id: string; state: string; problem: string | null }>(
      'select id::text, state, problem from notifications.mail_sending',
    );
    const taken = Map.groupBy(this.server().taken, ({ messageId = '' }) => messageId.replace(/^<|@.*$/g, ''));
    const [lost, doubled]: [string[], string[]] = [[], []];
    let helpless = 0;
    for (const { id, state, problem } of rows) {
      const copies = taken.get(id) ?? [];
      if (state === 'FAILED' && problem === 'EENVELOPE 554' && copies.length === 0) continue;
      if (copies.length === 0) lost.push(`mail ${id}: ${state} ${problem ?? ''}`);
      if (copies.length < 2) continue;
      const at = copies[0]?.at ?? 0;
      if (site.deaths.some((death) => death >= at && death < at + BEFORE_DEATH)) helpless += 1;
      else doubled.push(`mail ${id}: taken ${copies.length} times`);
    }
    return {
      queued: rows.length,
      delivered: [...taken.values()].length,
      refused: rows.filter(({ state }) => state === 'FAILED').length,
      ...{ lost, doubled, helpless, unanswered: this.fates.unanswered },
    };
  }

  private decide(address: string): number | undefined {
    const what = this.isHalfFailing ? this.chance.next() : 1;
    const fate: Fate =
      what < 0.2 ? 'later' : what < 0.25 ? 'never' : what < 0.4 ? 'brokenOff' : what < 0.5 ? 'unanswered' : 'taken';
    this.fates[fate] += 1;
    this.next.set(address, fate);
    return fate === 'later' ? 451 : fate === 'never' ? 554 : undefined;
  }
}
