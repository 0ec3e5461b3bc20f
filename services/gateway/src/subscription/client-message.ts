import { wellFormed } from '@landfall/kit/json/well-formed';
import { CloseCode, type Message, parseMessage } from 'graphql-ws';

/** What isn't the protocol. */
export class Breach extends Error {
  constructor(
    readonly code: CloseCode,
    why: string,
  ) {
    super(why);
  }
}

/** What a client said. @throws Breach where it is no message */
export function understood(text: string): Message {
  try {
    return parseMessage(wellFormed(text));
  } catch {
    throw new Breach(CloseCode.BadRequest, 'Invalid message received');
  }
}
