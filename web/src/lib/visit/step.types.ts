import type { OrderDetail } from './visit.graphql';

/** What every step of a visit is given. */
export interface StepProps {
  order: OrderDetail;
}
