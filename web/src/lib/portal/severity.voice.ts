import type { Severity } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** Severity as what it does to somebody's work, the mildest first. */
export const severityInWords: Record<Severity, () => string> = {
  LOW: m.portal_severity_low,
  NORMAL: m.portal_severity_normal,
  HIGH: m.portal_severity_high,
  URGENT: m.portal_severity_urgent,
};
