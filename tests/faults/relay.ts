import { connect, createServer, type Server, type Socket } from 'node:net';

/** What the relay does when the answer to a write comes back. */
type OnAnswer = () => void;

/**
 * The way between clients and one server, as a program: it can be cut, and it can lose exactly one answer, so that a
 * client never learns what the server has committed.
 */
export class Relay {
  private readonly pairs = new Set<{ client: Socket; server: Socket }>();
  private lose: OnAnswer | undefined;
  private constructor(
    private readonly listener: Server,
    readonly port: number,
  ) {}

  /** Opens one in front of a port. */
  static async open(target: number): Promise<Relay> {
    let relay: Relay | undefined;
    const listener = createServer((client) => relay?.join(client, target));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    relay = new Relay(listener, (listener.address() as { port: number }).port);
    return relay;
  }

  /** Connections that are open. */
  get size(): number {
    return this.pairs.size;
  }

  /** The next answer to a mutation is lost, and its connection with it; `then` runs at that moment. */
  loseNextAnswer(then: OnAnswer): void {
    this.lose = then;
  }

  /** Cuts every connection at once. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  close(): void {
    this.cut();
    this.listener.close();
  }

  private join(client: Socket, target: number): void {
    const server = connect(target, '127.0.0.1');
    const pair = { client, server };
    this.pairs.add(pair);
    const end = (): void => {
      client.destroy();
      server.destroy();
      this.pairs.delete(pair);
    };
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', end).on('close', end);
    }
    let writes = false;
    client.on('data', (bytes) => {
      // Our clients send a mutation's text in one piece; sockets' frames are masked and never match.
      if (bytes.includes('"query":"mutation')) writes = true;
      if (!server.write(bytes)) client.pause();
    });
    server.on('drain', () => client.resume());
    server.on('data', (bytes) => {
      const { lose } = this;
      // Errors come with 200 as well, and commit nothing.
      if (writes && lose && bytes.includes('HTTP/1.1 200') && !bytes.includes('"errors"')) {
        this.lose = undefined;
        end();
        lose();
        return;
      }
      if (bytes.includes('HTTP/1.1')) writes = false;
      if (!client.write(bytes)) server.pause();
    });
    client.on('drain', () => server.resume());
  }
}
