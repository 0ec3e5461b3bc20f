import { m } from '#lib/paraglide/messages.js';
import { money, type Speaking, spokenTime } from '#lib/time/spoken.ts';

const labels: Record<string, () => string> = {
  consultant: m.words_detail_consultant,
  from: m.words_detail_from,
  to: m.words_detail_to,
  appointmentAt: m.words_detail_appointment,
  previousAt: m.words_detail_appointment_before,
  number: m.words_detail_order,
  call: m.words_detail_call,
  surface: m.words_detail_raised_in,
  verdict: m.words_detail_verdict,
  remoteHours: m.words_detail_remote_hours,
  by: m.words_detail_accepted_by,
  fen: m.words_detail_price,
  rating: m.words_detail_rating,
  result: m.words_detail_result,
  via: m.words_detail_via,
  signatory: m.words_detail_signatory,
  revision: m.words_detail_revision,
  attempt: m.words_detail_attempt,
  attempts: m.words_detail_attempts,
  reason: m.words_detail_reason,
};

const values: Record<string, Record<string, () => string>> = {
  surface: { portal: m.words_surface_portal },
  verdict: {
    IN_SERVICE: m.words_verdict_in_service,
    ENDED: m.words_verdict_ended,
    NOT_STARTED: m.words_verdict_not_started,
    NO_PRODUCT: m.words_verdict_no_product,
  },
  result: { SOLVED: m.words_result_solved, PARTLY: m.words_result_partly, NOT_SOLVED: m.words_result_not_solved },
  via: { DEVICE: m.words_via_device, PORTAL: m.words_via_portal, LINK: m.words_via_link },
};

/** What goes without saying: a ticket's own number in its story, the desk, the record that closed a ticket, a first version. */
const untold = (action: string, key: string, value: string): boolean =>
  (action === 'ticket.raise' && key === 'number') ||
  (key === 'surface' && value === 'desk') ||
  (action === 'ticket.confirm' && key === 'by') ||
  (key === 'revision' && value === '1');

/**
 * A value of a line of the story, in words. Undefined for what needs no words or is an internal id.
 * @param label what this reader calls it; the desk's name without one
 */
export const detailWords = (
  action: string,
  { key, value }: { key: string; value: string },
  how: Speaking,
  label = labels[key],
): { label: string; text: string } | undefined => {
  if (!value || untold(action, key, value) || /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)) return undefined;
  const text = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
    ? spokenTime(Date.parse(value), how)
    : key === 'fen'
      ? money(Number(value), how.locale)
      : (values[key]?.[value]?.() ?? value);
  return { label: label?.() ?? key, text };
};
