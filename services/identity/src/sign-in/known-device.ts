import { keyOf } from '@landfall/kit/seal/key-of';
import type { Device } from '../session/open-session.ts';
import type { Door } from './sign-in.ts';

/** Whether `$2` is the key of a browser the account `a` has signed in from. */
export const IS_KNOWN_DEVICE =
  'exists (select from identity.known_device d where d.account_id = a.id and d.device_key = $2)';

/** Whether the account of this e-mail has signed in from this browser; false where there is none. */
export async function isKnownDevice({ tenancy }: Door, key: string, { mark }: Device): Promise<boolean> {
  const [row] = await tenancy.reader('edge').query<{ is_known: boolean }>(
    { login: 'edge', key },
    {
      name: 'known-device',
      text: `select ${IS_KNOWN_DEVICE} as is_known from identity.account a where a.email_key = $1 and a.ended_at is null`,
      values: [key, mark ? keyOf(mark) : ''],
    },
  );
  return row?.is_known ?? false;
}
