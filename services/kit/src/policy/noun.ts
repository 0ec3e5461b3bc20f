import type { EntityClass } from '@mikro-orm/core';
import type { Machine } from '../machine/machine.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { allows, type Policy } from './policy.ts';

/** What `load` knows of an entity: its name, who may do what, and its workflow where it has one. */
export interface Noun<T extends object> {
  readonly name: string;
  readonly entity: EntityClass<T>;
  readonly policy: Policy<T>;
  readonly machine?: Machine<string>;
}

const nouns = new Map<EntityClass<object>, Noun<object>>();

/** Declares a noun once, beside its policy. */
export function defineNoun<T extends object>(noun: Noun<T>): Noun<T> {
  nouns.set(noun.entity as EntityClass<object>, noun as unknown as Noun<object>);
  return noun;
}

/** The declaration of an entity. @throws Error for an entity nobody declared: there is no door to its rows */
export function nounOf<T extends object>(entity: EntityClass<T>): Noun<T> {
  const noun = nouns.get(entity as EntityClass<object>);
  if (!noun) throw new Error(`${entity.name} has no policy: declare it with defineNoun`);
  return noun as unknown as Noun<T>;
}

/** An entity's name as a thing: its noun's, or its own. */
export function nounNameOf(entity: NewableFunction): string {
  const { name } = nouns.get(entity as unknown as EntityClass<object>) ?? entity;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What this viewer may do to this row now: machine and policy intersected, likeliest first (architecture.md, a module). */
export function actionsOf<State extends string, T extends { state: State }>(
  machine: Machine<State>,
  policy: Policy<T>,
  viewer: Viewer,
  row: T,
): readonly string[] {
  return machine.actions(row.state).filter((action) => allows(policy, viewer, action, row));
}
