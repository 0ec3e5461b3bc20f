import type { OpeningHoursResult } from './opening-hours.graphql';
import type { OrderDetail } from './visit.graphql';

/** What every step of a visit is given. */
export interface StepProps {
  order: OrderDetail;
  /** Where the page came with them. */
  hours?: OpeningHoursResult | undefined;
}
