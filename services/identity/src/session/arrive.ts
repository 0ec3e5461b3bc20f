import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { SessionViewer } from './memberships-of.ts';
import type { Device } from './open-session.ts';

/** Which session somebody arrives with, how, and from where. */
export interface Arrival {
  readonly sessionId: string;
  readonly way: 'PASSWORD' | 'SSO';
  readonly device: Device;
  /** Only another organisation of the same session: nothing new to tell the person. */
  readonly isSwitch?: boolean;
}

/**
 * Somebody is in: a line in the trail of the organisation entered, the browser is known from now on, and the person is
 * told of a sign-in from one that wasn't (of the first ever there is nothing to tell).
 */
export async function arrive(
  door: DoorWork,
  viewer: SessionViewer,
  { sessionId, way, device, isSwitch = false }: Arrival,
): Promise<void> {
  await door.note(
    {
      tenantId: viewer.tenant,
      actorId: viewer.membershipId,
      actorName: viewer.name,
      way,
      address: device.address ?? null,
      sessionId,
      supportId: null,
    },
    { action: 'signIn', noun: 'session', id: sessionId, customerId: viewer.customers[0] ?? null },
  );
  if (isSwitch) return;
  const known = await rememberDevice(door, viewer.accountId, device);
  if (known === 'new')
    await door.announce({
      event: 'signedInFromNewDevice',
      noun: 'account',
      id: viewer.accountId,
      ids: { session: sessionId },
    });
}

/** The browser is one of the account's from now on; `first` where the account had none. */
export async function rememberDevice(
  door: Pick<DoorWork, 'execute'>,
  accountId: string,
  { mark }: Device,
): Promise<'known' | 'new' | 'first'> {
  const key = mark ? keyOf(mark) : null;
  const [before] = await door.execute<{ of_account: number; of_device: number }>(
    `select count(*)::int as of_account, (count(*) filter (where device_key = ?))::int as of_device from identity.known_device where account_id = ?`,
    [key ?? '', accountId],
  );
  if (key)
    await door.execute(
      `insert into identity.known_device (account_id, device_key) values (?, ?)
       on conflict (account_id, device_key) do update set last_seen_at = now()`,
      [accountId, key],
    );
  if (before?.of_device) return 'known';
  return before?.of_account ? 'new' : 'first';
}
