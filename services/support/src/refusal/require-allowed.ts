import { allows, type Policy } from '@landfall/kit/policy/policy';
import { Problem } from '@landfall/kit/problem/problem';
import type { Viewer } from '@landfall/kit/viewer/viewer';

/** Authorises making something, where there is no row yet to load; asked behind the foreign ids, so that those are NOT_FOUND first. @throws Problem FORBIDDEN */
export function requireAllowed<T>(policy: Policy<T>, viewer: Viewer, action: string): void {
  if (!allows(policy, viewer, action, {} as T)) throw new Problem('FORBIDDEN', 'forbidden');
}
