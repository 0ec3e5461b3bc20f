import type { SetUpStep } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** The steps in the order they are taken. */
export const setUpSteps: readonly { step: SetUpStep; label: () => string }[] = [
  { step: 'HOURS', label: m.settings_hours },
  { step: 'DEPARTMENTS', label: m.settings_departments },
  { step: 'REGIONS', label: m.settings_regions },
  { step: 'CLOCK', label: m.settings_set_up_clock },
  { step: 'STAFF', label: m.settings_set_up_staff },
];

/** Where to go on: the step asked for, or the first that isn't done. */
export const stepAt = (asked: string | null, done: readonly string[]): SetUpStep | null =>
  setUpSteps.find(({ step }) => step === asked?.toUpperCase())?.step ??
  setUpSteps.find(({ step }) => !done.includes(step))?.step ??
  null;
