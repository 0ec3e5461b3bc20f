import { hasRole, type Viewer } from '../viewer/viewer.ts';

/** Whether this viewer may do something to this row. */
export type Rule<T> = (viewer: Viewer, row: T) => boolean;

/** Action to rule; an action without a rule is allowed to nobody. */
export type Policy<T> = Readonly<Record<string, Rule<T>>>;

/** A partner's person with one of the roles, or the system working for the partner. */
export function desk<T>(...roles: readonly string[]): Rule<T> {
  return (viewer) => viewer.surface === 'desk' && (roles.length === 0 || hasRole(viewer, 'system', ...roles));
}

/** A customer's person; with roles, one who holds one of them. */
export function portal<T>(...roles: readonly string[]): Rule<T> {
  return (viewer) => viewer.surface === 'portal' && (roles.length === 0 || hasRole(viewer, ...roles));
}

/** The system working for the partner. */
export function system<T>(): Rule<T> {
  return (viewer) => hasRole(viewer, 'system');
}

/** Any of the rules. */
export function anyOf<T>(...rules: readonly Rule<T>[]): Rule<T> {
  return (viewer, row) => rules.some((rule) => rule(viewer, row));
}

/** All of the rules. */
export function allOf<T>(...rules: readonly Rule<T>[]): Rule<T> {
  return (viewer, row) => rules.every((rule) => rule(viewer, row));
}

/** Whether the policy lets this viewer do the action. */
export function allows<T>(policy: Policy<T>, viewer: Viewer, action: string, row: T): boolean {
  return policy[action]?.(viewer, row) ?? false;
}
