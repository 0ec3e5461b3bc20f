import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { NOUN } from './support-access.commands.ts';

/** What nobody at the partner did, told there: a line in its own trail, and its own event for pages, inbox and mail. */
export async function tellPartner(
  unit: UnitOfWork,
  id: string,
  told: 'supportAccessAsked' | 'supportAccessEnded',
): Promise<void> {
  const [access] = await unit.execute<{ reason: string; asked_by_name: string; ends_at: string }>(
    'select reason, asked_by_name, ends_at::text from network.support_access_card where id = ?::uuid',
    [id],
  );
  if (!access) return;
  const after = { reason: access.reason, askedBy: access.asked_by_name, endsAt: access.ends_at };
  unit.note({ action: told, noun: NOUN, id, after });
  unit.announce({ event: told, noun: NOUN, id, ids: { supportAccess: id } });
}
