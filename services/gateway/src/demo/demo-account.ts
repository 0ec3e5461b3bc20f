/** An account of the demo data, as `npm run -s accounts` prints it. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  readonly partner: string | null;
  readonly customer: string | null;
}
