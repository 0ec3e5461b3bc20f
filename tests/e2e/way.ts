import { connect, createServer, type Server, type Socket } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isSocket: boolean;
  writes: boolean;
}

/** The way between a browser and a server, and what happens to it on the networks people have. */
export class Way {
  /** A proxy that lets no WebSocket through. */
  refusesSockets = false;
  /** Nothing gets through, and what tries is told so. */
  isCut = false;
  /** Mutations arrive, their answers don't. */
  losesAnswers = false;
  private readonly pairs = new Set<Pair>();

  private constructor(private readonly listener: Server) {}

  /** Opens one in front of a port. */
  static async open(target: number): Promise<Way> {
    let way: Way | undefined;
    const listener = createServer((client) => way?.join(client, target));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    way = new Way(listener);
    return way;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.listener.address() as { port: number }).port}`;
  }

  /** Every connection ends at once, and no new one is let through. */
  cut(): void {
    this.isCut = true;
    for (const { client } of this.pairs) client.destroy();
  }

  /** As after a laptop slept: the sockets it had look open, and their other end is gone; the network isn't there yet. */
  orphanSockets(): void {
    this.isCut = true;
    for (const { client, server, isSocket } of this.pairs) {
      if (!isSocket) {
        client.destroy();
        continue;
      }
      server.removeAllListeners('close').destroy();
      client.removeAllListeners('data').resume();
    }
  }

  /** All is well again. */
  mend(): void {
    this.refusesSockets = this.isCut = this.losesAnswers = false;
  }

  close(): void {
    this.cut();
    this.listener.close();
  }

  private join(client: Socket, target: number): void {
    if (this.isCut) return void client.destroy();
    const server = connect(target, '127.0.0.1');
    const pair: Pair = { client, server, isSocket: false, writes: false };
    this.pairs.add(pair);
    const end = (): void => {
      client.destroy();
      server.destroy();
      this.pairs.delete(pair);
    };
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', end).on('close', end);
    client.on('data', (bytes) => {
      if (/^upgrade: websocket/im.test(bytes.toString('latin1'))) {
        if (this.refusesSockets) return void client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
        pair.isSocket = true;
      }
      if (bytes.includes('"idempotencyKey"')) pair.writes = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (this.losesAnswers && pair.writes) end();
      else client.write(bytes);
    });
  }
}
