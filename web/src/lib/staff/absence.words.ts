import type { AbsenceKind } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** Kinds of absence in words, the usual one first. */
export const absenceKinds: Record<AbsenceKind, () => string> = {
  LEAVE: m.people_absence_kind_leave,
  SICK: m.people_absence_kind_sick,
  TRAINING: m.people_absence_kind_training,
  BUSINESS_TRIP: m.people_absence_kind_business_trip,
  OTHER: m.people_absence_kind_other,
};
