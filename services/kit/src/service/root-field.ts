import { Directive, Extensions } from 'type-graphql';
import type { Surface, Viewer } from '../viewer/viewer.ts';
import { hasRole } from '../viewer/viewer.ts';

/** Who may ask a root field: per surface, the roles, or `'everyone'` who is signed in there. */
export type Audience = Readonly<Partial<Record<Surface, 'everyone' | readonly string[]>>>;

type MemberDecorator = (target: object, key: string | symbol, descriptor?: PropertyDescriptor) => void;

/** Opens a root field to an audience; the contracts of other surfaces don't have it. A root field without this fails the schema build. */
export function OpenTo(audience: Audience): MemberDecorator {
  return (target, key, descriptor) => {
    for (const surface of Object.keys(audience)) {
      Directive(`@tag(name: "${surface}")`)(target as never, key as never, descriptor as never);
    }
    Extensions({ audience })(target as never, key as never, descriptor as never);
  };
}

/** A field only the partner's own people may ask for. */
export function DeskOnly(): MemberDecorator {
  return (target, key, descriptor) =>
    Directive('@tag(name: "desk-only")')(target as never, key as never, descriptor as never);
}

/**
 * A field that says another thing to each person: a subscription that asks for one is told to each by itself, all others
 * are read once for everybody of the same place and roles.
 */
export function ByViewer(): MemberDecorator {
  return (target, key, descriptor) =>
    Directive('@tag(name: "by-viewer")')(target as never, key as never, descriptor as never);
}

/** Whether the audience has this viewer. */
export function isInAudience(audience: Audience, viewer: Viewer): boolean {
  const roles = audience[viewer.surface];
  return roles === 'everyone' || (roles !== undefined && hasRole(viewer, 'system', ...roles));
}

/** What an API token needs for a root field: nothing where the viewer is a person at a browser. */
export function missingScope(root: string | undefined, { scopes }: Viewer): string | undefined {
  const scope = root === 'Mutation' ? 'write' : 'read';
  return scopes === null || scopes.includes(scope) ? undefined : scope;
}
