import { calendarOf, type ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { DemoCustomer } from './demo-customer.ts';
import { Diary } from './diary.ts';
import type { CallDraft, OrderDraft, TicketDraft } from './drafts.ts';
import { OpenHours } from './open-hours.ts';
import type { Form, PartnerProfile } from './partner-profile.ts';
import type { Random } from './random.ts';
import type { Member, StaffMember } from './staff.ts';

const DAY = 86_400_000;
export const TIME_ZONE = 'Asia/Shanghai';

/** A partner as stories unfold in it: its people, customers, hours and policies, and all that has been told so far. */
export class PartnerWorld {
  readonly hours: OpenHours;
  /** When customers are phoned: evenings too, where the clock doesn't stop. */
  readonly phoneHours: OpenHours;
  readonly diary = new Diary();
  readonly policies: readonly { readonly from: number; readonly policy: ServicePolicy }[];
  readonly calls: CallDraft[] = [];
  readonly tickets: TicketDraft[] = [];
  readonly orders: OrderDraft[] = [];

  constructor(
    readonly profile: PartnerProfile,
    readonly tenant: string,
    /** The moment the demo is told at; nothing happened after it. */
    readonly now: number,
    /** When the story begins. */
    readonly start: number,
    readonly random: Random,
    readonly staff: readonly StaffMember[],
    readonly customers: readonly DemoCustomer[],
  ) {
    this.policies = profile.policies.map(({ daysAgo, ...terms }, i) => ({
      from: now - daysAgo * DAY,
      policy: {
        version: i + 1,
        ...terms,
        timeZone: TIME_ZONE,
        calendar: 'CN',
        periods: profile.periods,
        makeUpWeekday: 1,
      },
    }));
    const { policy } = this.policies[0] as { policy: ServicePolicy };
    const [from, until] = [start - 30 * DAY, now + 60 * DAY];
    this.hours = new OpenHours(calendarOf(policy), from, until);
    const evening = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:30', until: '20:00' }));
    this.phoneHours = profile.hasEmergencies
      ? new OpenHours(calendarOf({ ...policy, periods: evening }), from, until)
      : this.hours;
  }

  /** The policy in force at a moment. */
  policyAt(at: number): ServicePolicy {
    const found = this.policies.findLast(({ from }) => from <= at) ?? this.policies[0];
    if (!found) throw new RangeError('a partner has a policy');
    return found.policy;
  }

  /** How well the partner works at a moment. */
  formAt(at: number): Form {
    return this.profile.form(Math.min(1, Math.max(0, (at - this.start) / (this.now - this.start))));
  }

  /** Somebody with a role; the first of them is the one the demo signs in as. */
  someone(role: string, random: Random): Member {
    return random.pick(this.staff.filter(({ roles }) => roles.includes(role)));
  }

  /** @throws RangeError for nobody of that name */
  member(mail: string): StaffMember {
    const found = this.staff.find(({ email }) => email === `${mail}@${this.profile.key}.demo`);
    if (!found) throw new RangeError(`nobody is ${mail}`);
    return found;
  }

  /** Who goes out for a product line to a district, the fittest first (R5). */
  consultantsFor(line: string | null, divisionCode: string): StaffMember[] {
    const fit = (member: StaffMember): number =>
      (line === null || member.productLines.includes(line) ? 2 : 0) +
      (member.divisions.some((prefix) => divisionCode.startsWith(prefix)) ? 1 : 0);
    const consultants = this.staff.filter(({ roles }) => roles.includes('service_consultant'));
    const best = Math.max(...consultants.map(fit));
    return consultants.filter((member) => fit(member) === best);
  }
}
