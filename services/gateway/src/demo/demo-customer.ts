import type { Place } from './partner-profile.ts';
import type { Member } from './staff.ts';

/** A customer as stories need it: where it is, whom one speaks to, what it runs. */
export interface DemoCustomer {
  readonly id: string;
  /** Written by hand: `rich`, `second`. */
  readonly key: string | null;
  readonly name: string;
  /** As people say it: without the place and the form. */
  readonly shortName: string;
  readonly createdAt: number;
  readonly place: Place;
  readonly divisionName: string;
  readonly address: string;
  /** The switchboard, for reading. */
  readonly phone: string;
  readonly contacts: readonly DemoContact[];
  readonly products: readonly DemoProduct[];
  readonly sites: readonly DemoSite[];
  /** Those who sign in to the portal; most customers have nobody. */
  readonly portal: readonly Member[];
  /** How often it needs help, compared with others. */
  readonly need: number;
}

/** A person at a customer. */
export interface DemoContact {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string | null;
  readonly phoneE164: string | null;
  readonly mobile: string;
  readonly mobileE164: string;
  readonly weight: number;
}

/** A registered product. Dates are local, YYYY-MM-DD. */
export interface DemoProduct {
  readonly id: string;
  readonly productVersionId: string;
  readonly productName: string;
  readonly line: 'KIS' | 'K3';
  readonly version: string;
  readonly serial: string;
  readonly purchasedOn: string;
  readonly serviceStartsOn: string | null;
  readonly serviceEndsOn: string | null;
}

/** Another place of a customer. */
export interface DemoSite {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  readonly divisionName: string;
  readonly address: string;
  readonly howToGetThere: string;
}
