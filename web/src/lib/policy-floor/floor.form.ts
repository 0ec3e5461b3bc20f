import type { ClockMode } from '#lib/graph/schema.generated.ts';
import type { FloorFacts } from '#lib/settings/policy.graphql';

/** A floor as somebody is typing it. */
export interface FloorTyped {
  isLater: boolean;
  day: string;
  clockMode: ClockMode;
  contactHours: string;
  onSiteHours: string;
  openHours: string;
  note: string;
}

/** What a new version begins from: the one in force. */
export const typedOf = (floor: FloorFacts | undefined): FloorTyped => ({
  isLater: true,
  day: '',
  clockMode: floor?.clockMode ?? 'BUSINESS',
  contactHours: String(floor?.contactHours ?? 16),
  onSiteHours: String(floor?.onSiteHours ?? 24),
  openHours: String((floor?.openMinutes ?? 1800) / 60),
  note: '',
});

const within = (text: string, from: number, until: number) =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) >= from && Number(text) <= until;

/** The numbers there can be, by field: R2 is the loosest. */
export const ranges = { contactHours: [1, 16], onSiteHours: [1, 24], openHours: [0, 168] } as const;

/** Fields whose numbers can't be. */
export const wrongFields = (typed: FloorTyped): (keyof typeof ranges)[] =>
  (Object.keys(ranges) as (keyof typeof ranges)[]).filter(
    (field) => !within(typed[field], ranges[field][0], ranges[field][1]),
  );

/** What is compared and sent; undefined while a number can't be. */
export const termsOf = (typed: FloorTyped) =>
  wrongFields(typed).length > 0
    ? undefined
    : {
        clockMode: typed.clockMode,
        contactHours: Number(typed.contactHours),
        onSiteHours: Number(typed.onSiteHours),
        openMinutes: Number(typed.openHours) * 60,
      };
