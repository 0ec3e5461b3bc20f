import { Arg, ID, Int } from 'type-graphql';

/** Which thing. */
export const IdArg = () => Arg('id', () => ID);

/** The version the sender saw; another one is a CONFLICT. */
export const VersionArg = () => Arg('expectedVersion', () => Int, { nullable: true });

/** One key an intent: sent again, it has one effect. */
export const KeyArg = () => Arg('idempotencyKey', () => ID, { nullable: true });
