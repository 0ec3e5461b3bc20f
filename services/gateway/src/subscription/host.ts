import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Caller, Credential } from '../server/callers.ts';
import type { Subscription } from './subscription.ts';

/** What comes of a subscription that doesn't run: refused as it was asked, or answered once. */
export type Answered = { readonly refused: readonly GraphQLError[] } | { readonly result: ExecutionResult };

/** What sockets are talked with about; one for all of them. */
export interface Host {
  /** Who opened it, in the language it wishes; null for nobody we let listen. */
  greet(request: IncomingMessage, language: unknown): Promise<(Caller & { credential: Credential }) | null>;
  /** Starts a subscription; `others` it has already. */
  subscribe(
    subscription: Subscription,
    viewer: Viewer,
    payload: SubscribePayload,
    others: number,
  ): Promise<Answered | undefined>;
  /** What ended a socket and was none of its doing. */
  failed(error: unknown): void;
}
