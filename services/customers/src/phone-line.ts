import { type PhoneRegion, parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { invalid } from '@landfall/kit/problem/problem';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { tidyText } from './tidy-text.ts';

/** A number for reading, and its E.164 form for matching callers (without an extension). */
export interface PhoneLine {
  readonly display: string | null;
  readonly e164: string | null;
}

const REGIONS: Readonly<Record<string, PhoneRegion>> = {
  'Asia/Hong_Kong': 'HK',
  'Asia/Macau': 'MO',
  'Asia/Taipei': 'TW',
};

/** Where this partner's local numbers are dialled. */
export function phoneRegionOf(viewer: Viewer): PhoneRegion {
  return REGIONS[viewer.timeZone] ?? 'CN';
}

/** Reads a typed number; an empty one is none. @throws Problem INVALID at the field, saying what is wrong with it */
export function phoneLineOf(typed: string | null | undefined, field: string, viewer: Viewer): PhoneLine {
  const text = tidyText(typed);
  if (!text) return { display: null, e164: null };
  const parsed = parseCallerNumber(text, phoneRegionOf(viewer));
  if ('problem' in parsed) throw invalid(parsed.problem, [field]);
  return { display: parsed.display, e164: parsed.e164 };
}
