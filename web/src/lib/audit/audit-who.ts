import type { AuditWay } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AuditLine } from './audit.graphql';

export const wayWords: Record<AuditWay, () => string> = {
  PASSWORD: m.audit_way_password,
  SSO: m.audit_way_sso,
  TOKEN: m.audit_way_token,
  SYSTEM: m.audit_way_system,
};

/** Who it was, in words. */
export const actorOf = ({
  way,
  actorName,
  actorId,
  supportId,
}: Pick<AuditLine, 'way' | 'actorName' | 'actorId' | 'supportId'>): string => {
  if (way === 'SYSTEM') return m.audit_system();
  const name = actorName ?? (actorId ? m.audit_erased_person() : m.audit_somebody());
  return supportId ? `${name} · ${m.audit_support()}` : name;
};
