import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail the server has taken on. */
export interface TakenMail extends Email {
  /** Whom the envelope named. */
  readonly rcpt: string[];
  /** As it came. */
  readonly raw: string;
  /** When its last byte came, by performance.now(). */
  readonly at: number;
}

/** How the server misbehaves. */
export interface Manners {
  /** An SMTP code for a recipient; undefined: welcome. */
  readonly refuses?: (recipient: string, mailsSoFar: number) => number | undefined;
  /** Takes the whole mail and dies before saying so. */
  readonly diesAfterData?: (recipient: string) => boolean;
  /** Dies in the middle of the mail. */
  readonly diesInData?: (recipient: string) => boolean;
}

/** A real SMTP server on a free port that remembers what it took on. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  /** Mails whose last byte arrived, whether the sender learnt it or not. */
  readonly arrived: TakenMail[] = [];
  connections = 0;
  most = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async open(manners: () => Manners = () => ({})): Promise<MailServer> {
    const fail = (code: number): Error => Object.assign(new Error('no'), { responseCode: code });
    const socketOf = (id: string): Socket | undefined =>
      [...(server.connections as unknown as Set<{ id: string; _socket: Socket }>)].find((one) => one.id === id)
        ?._socket;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onConnect: (_session, done) => {
        own.connections += 1;
        own.most = Math.max(own.most, server.connections.size);
        done();
      },
      onRcptTo: ({ address }, _session, done) => {
        const code = manners().refuses?.(address, own.taken.length);
        done(code ? fail(code) : null);
      },
      onData: (stream, session, done) => {
        const rcpt = session.envelope.rcptTo.map(({ address }) => address);
        if (rcpt.some((one) => manners().diesInData?.(one))) {
          socketOf(session.id)?.destroy();
          return;
        }
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const mail = { ...(await PostalMime.parse(raw)), rcpt, raw, at: performance.now() };
          own.arrived.push(mail);
          if (rcpt.some((one) => manners().diesAfterData?.(one))) {
            socketOf(session.id)?.destroy();
            return;
          }
          own.taken.push(mail);
          done();
        });
      },
    });
    // A sender that is cut off is no error of ours.
    server.on('error', () => undefined);
    const own = new MailServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** What it took on for an address. */
  to(address: string): TakenMail[] {
    return this.taken.filter(({ rcpt }) => rcpt.includes(address));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** Something that accepts connections and never says a word. */
export async function openSilentServer(): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
