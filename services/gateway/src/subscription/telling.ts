/** Names so short are counted, not drawn: many sockets have the same. */
const COUNTED = 8;
/** A whole text message of RFC 6455, as a server sends it: neither masked nor compressed. */
const WHOLE_TEXT = 0x81;

/** One change on its way to many: written out once, and framed once for each name that subscriptions of it have. */
export class Telling {
  private readonly rest: Buffer;
  private readonly frames = new Map<string, Buffer>();

  constructor(json: string) {
    this.rest = Buffer.from(`${json}}`);
  }

  /** The message `next` for a subscription of this name, ready for the wire. */
  frame(id: string): Buffer {
    const known = this.frames.get(id);
    if (known) return known;
    const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    const length = Buffer.byteLength(head) + this.rest.length;
    const begin = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    const frame = Buffer.allocUnsafe(begin + length);
    frame[0] = WHOLE_TEXT;
    if (begin === 2) frame[1] = length;
    else if (begin === 4) {
      frame[1] = 126;
      frame.writeUInt16BE(length, 2);
    } else {
      frame[1] = 127;
      frame.writeBigUInt64BE(BigInt(length), 2);
    }
    this.rest.copy(frame, begin + frame.write(head, begin));
    if (id.length < COUNTED) this.frames.set(id, frame);
    return frame;
  }
}
