import { m } from '#lib/paraglide/messages.js';
import { callStates, orderStates, ticketStates } from '#lib/state/state.words.ts';
import { fullTime, type Speaking } from '#lib/time/spoken.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const states: Record<string, Record<string, { label: () => string }>> = {
  ticket: ticketStates,
  dispatchOrder: orderStates,
  call: callStates,
};

/** A value of the trail as people read it: states and times in words, lists with commas, everything else as it is. */
export const auditValue = (noun: string, field: string, value: string | null, how: Speaking): string => {
  if (value === null || value === '') return m.audit_nothing();
  if (value === 'true') return m.audit_yes();
  if (value === 'false') return m.audit_no();
  if (field === 'state') return states[noun]?.[value]?.label() ?? value;
  if (INSTANT.test(value)) return fullTime(Date.parse(value), how);
  if (/^[[{]/.test(value)) return structured(value);
  return value;
};

const structured = (value: string): string => {
  try {
    return words(JSON.parse(value));
  } catch {
    // Cut where it was long: shown as it is.
    return value;
  }
};

const words = (value: unknown): string => {
  if (value === null || value === undefined) return m.audit_nothing();
  if (Array.isArray(value)) return value.length ? value.map(words).join(', ') : m.audit_nothing();
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => `${key}: ${words(part)}`)
      .join(' · ');
  return String(value);
};
