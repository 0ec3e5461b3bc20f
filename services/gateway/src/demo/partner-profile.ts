import type { OpeningPeriod } from '@landfall/kit/working-time/opening-periods';
import type { ClockMode } from '@landfall/kit/working-time/working-calendar';

/** A district customers live in. */
export interface Place {
  /** GB/T 2260, a division with none below it. */
  readonly code: string;
  /** How many of a hundred customers. */
  readonly weight: number;
  readonly roads: readonly string[];
  readonly parks?: readonly string[];
  /** Beginnings of company names there. */
  readonly prefix: string;
  readonly areaCode: string;
  /** Digits fixed lines begin with. */
  readonly lines: readonly string[];
  /** Minutes on the road. */
  readonly minutesAway: number;
  /** A suburb or remote place (R3). */
  readonly isRemote?: boolean;
}

/** A policy, in force from so many days before today. */
export interface PolicySince {
  readonly daysAgo: number;
  readonly clockMode: ClockMode;
  readonly contactHours: number;
  readonly onSiteHours: number;
}

/** People with the same work. */
export interface Team {
  /** Mail name: hotline@…, hotline2@… */
  readonly mail: string;
  readonly roles: readonly string[];
  readonly title: string;
  readonly department?: 'KIS' | 'K3';
  readonly productLines?: readonly ('KIS' | 'K3')[];
  /** One member for each list of division prefixes served; for those who travel nowhere, one empty list each. */
  readonly divisions: readonly (readonly string[])[];
}

/** How well a partner works in a month; 0 is the first month of the story, 1 the present one. */
export interface Form {
  /** Share contacted in time. */
  readonly contact: number;
  readonly onSite: number;
  /** Mean rating. */
  readonly rating: number;
}

/** A customer written by hand, because somebody signs in there or the story is about it. */
export interface Featured {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  readonly placeCode: string;
  readonly address: string;
  readonly line: 'KIS' | 'K3';
  readonly product: string;
  /** People with an account. */
  readonly people: readonly FeaturedPerson[];
}

/** A customer's person who signs in. */
export interface FeaturedPerson {
  readonly email: string;
  readonly name: string;
  readonly post: string;
  readonly roles: readonly string[];
}

/** A partner of the demo: invented, in a real place. */
export interface PartnerProfile {
  readonly key: 'shanghai' | 'shenzhen' | 'chengdu';
  readonly name: string;
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly monitoringLine: string;
  readonly monitoringEmail: string;
  readonly periods: readonly OpeningPeriod[];
  /** The oldest first. */
  readonly policies: readonly PolicySince[];
  readonly teams: readonly Team[];
  readonly places: readonly Place[];
  readonly featured: readonly Featured[];
  /** Calls, tickets and visits compared with the others. */
  readonly pace: number;
  readonly form: (progress: number) => Form;
  /** Hours added for a remote place (R3). */
  readonly remoteHours: number;
  /** Whether somebody goes out at night and on holidays when it is urgent. */
  readonly hasEmergencies: boolean;
}

/** The same hours on several weekdays. */
export function hours(
  weekdays: readonly number[],
  ...spans: readonly (readonly [from: string, until: string])[]
): OpeningPeriod[] {
  return weekdays.flatMap((weekday) => spans.map(([from, until]) => ({ weekday, from, until })));
}
