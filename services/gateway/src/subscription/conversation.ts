import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem } from '@landfall/kit/problem/problem';
import { asProblem } from '@landfall/kit/tenancy/database-error';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { CloseCode, MessageType, type SubscribePayload } from 'graphql-ws';
import { type RawData, WebSocket } from 'ws';
import type { Credential } from '../server/callers.ts';
import { Breach, understood } from './client-message.ts';
import type { Host } from './host.ts';
import { Subscription } from './subscription.ts';

/** Come back in a moment: the database is away, or it was too much at once. */
const TRY_AGAIN = 1013;
/** A client that has this much unread doesn't read: it comes back, and reads what is. Bytes. */
const MOST_UNREAD = 256_000;
/** And this long to hear so. Milliseconds. */
const GOODBYE_MS = 1000;
/** Who opens a socket says who it is within this. Milliseconds. */
const GREETING_MS = 3000;
/** Names of subscriptions are no place to keep things. */
const LONGEST_NAME = 1000;

const NONE: readonly Subscription[] = [];

/**
 * graphql-transport-ws over one socket, for subscriptions that share what they hear. graphql-ws' own server holds a running
 * function, its closures and the client's words for each subscription; here a socket is this object and a subscription one
 * of three fields, so that a process holds tens of thousands. What isn't the protocol is the client's mistake and no line of
 * our log; what is ours says so.
 */
export class Conversation extends WebSocket {
  /** What its reader came in by, once it is let in. */
  credential: Credential | undefined;
  /** When it is asked whether it is there (`pulse.ts`), and whether it has said so since. */
  turn = 0;
  isThere = true;
  private host: Host | undefined;
  private wire: Duplex | undefined;
  private viewer: Viewer | undefined;
  private subscriptions = NONE;
  /** Only until the greeting. */
  private request: IncomingMessage | undefined;
  private greeting: NodeJS.Timeout | undefined;

  /** Begins to listen. */
  begin(host: Host, request: IncomingMessage): void {
    this.host = host;
    this.wire = request.socket;
    this.request = request;
    this.greeting = setTimeout(tooQuiet, GREETING_MS, this);
    this.on('error', ignore).on('message', onMessage).on('pong', onPong).on('close', onClose);
    if (!this.protocol) this.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  }

  /** A change, framed already: it goes beside ws' own sender, which neither splits nor compresses here. */
  deliver(frame: Buffer): void {
    if (this.isReading()) this.wire?.write(frame);
  }

  /** Ends the socket so that its client opens it again, and reads what is. */
  comeBack(why: string): void {
    this.close(TRY_AGAIN, why);
    setTimeout(terminate, GOODBYE_MS, this).unref();
  }

  /** One message of the client. */
  hear(text: string): void {
    this.isThere = true;
    if (this.readyState === this.OPEN) this.take(text).catch((error: unknown) => this.fail(error));
  }

  /** The socket is gone. */
  end(): void {
    clearTimeout(this.greeting);
    this.request = undefined;
    for (const subscription of this.subscriptions) subscription.end();
    this.subscriptions = NONE;
  }

  private async take(text: string): Promise<void> {
    const message = understood(text);
    if (message.type === MessageType.ConnectionInit) await this.greet(message.payload?.['accept-language']);
    else if (message.type === MessageType.Subscribe) await this.subscribe(message.id, message.payload);
    else if (message.type === MessageType.Complete) this.drop(message.id);
    else if (message.type === MessageType.Ping)
      this.say({ type: MessageType.Pong, ...(message.payload ? { payload: message.payload } : {}) });
    // Messages that only a server sends.
    else if (message.type !== MessageType.Pong) throw new Breach(CloseCode.BadRequest, 'not understood');
  }

  private async greet(language: unknown): Promise<void> {
    const { request } = this;
    if (!request) throw new Breach(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    this.request = undefined;
    clearTimeout(this.greeting);
    this.greeting = undefined;
    const caller = await this.host?.greet(request, language);
    if (!caller) throw new Breach(CloseCode.Forbidden, 'Forbidden');
    this.viewer = caller.viewer;
    this.credential = caller.credential;
    this.say({ type: MessageType.ConnectionAck });
  }

  private async subscribe(id: string, payload: SubscribePayload): Promise<void> {
    const { viewer, subscriptions } = this;
    if (!viewer) throw new Breach(CloseCode.Unauthorized, 'Unauthorized');
    if (id.length > LONGEST_NAME) throw new Breach(CloseCode.BadRequest, 'name too long');
    if (subscriptions.some((one) => one.id === id))
      throw new Breach(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    const subscription = new Subscription(this, id);
    this.subscriptions = [...subscriptions, subscription];
    const answered = await this.host?.subscribe(subscription, viewer, payload, subscriptions.length);
    // What runs has no answer, and who has left needs none.
    if (!answered || !this.subscriptions.includes(subscription)) return;
    this.drop(id);
    if ('refused' in answered) this.say({ id, type: MessageType.Error, payload: answered.refused });
    else {
      this.say({ id, type: MessageType.Next, payload: answered.result });
      this.say({ id, type: MessageType.Complete });
    }
  }

  private drop(id: string): void {
    const dropped = this.subscriptions.find((one) => one.id === id);
    this.subscriptions = this.subscriptions.filter((one) => one !== dropped);
    dropped?.end();
  }

  private say(message: object): void {
    if (this.isReading()) this.send(JSON.stringify(message));
  }

  private isReading(): boolean {
    if (this.readyState !== this.OPEN) return false;
    // Without compression nothing waits in ws itself.
    if ((this.wire?.writableLength ?? 0) <= MOST_UNREAD) return true;
    this.comeBack('too slow');
    return false;
  }

  private fail(error: unknown): void {
    // A reason may name what the client called it; it has to fit into a frame.
    if (error instanceof Breach) return void this.close(error.code, error.message.slice(0, 40));
    const known = asProblem(error);
    if (known instanceof Problem) return void this.close(TRY_AGAIN, 'try again');
    this.host?.failed(known);
    this.close(CloseCode.InternalServerError, 'internal');
  }
}

// Listeners of all sockets: what each would have of its own adds up.
const ignore = (): void => undefined;
const terminate = (socket: WebSocket): void => socket.terminate();
const tooQuiet = (socket: WebSocket): void =>
  socket.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
function onMessage(this: WebSocket, data: RawData): void {
  (this as Conversation).hear(String(data));
}
function onPong(this: WebSocket): void {
  (this as Conversation).isThere = true;
}
function onClose(this: WebSocket): void {
  (this as Conversation).end();
}
