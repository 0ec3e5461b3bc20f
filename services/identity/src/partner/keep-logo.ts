import { randomUUID } from 'node:crypto';
import { Problem } from '@landfall/kit/problem/problem';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { scopeOf, type Tenancy } from '@landfall/kit/tenancy/tenancy';
import { hasRole, type Viewer } from '@landfall/kit/viewer/viewer';
import { ownPartner } from './keep-organisation.ts';
import { PartnerLogo } from './partner-logo.entity.ts';
import { LOGO_PATH } from './read-organisation.ts';
import { remakePicture } from './remake-picture.ts';
import { SETTINGS_KEEPERS } from './settings-keepers.ts';

/** A logo as it is sent. */
export interface StoredLogo {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Keeps a new logo under a random name of ours. @returns where it is. @throws Problem FORBIDDEN, INVALID */
export async function keepLogo(tenancy: Tenancy, viewer: Viewer, bytes: Buffer): Promise<string> {
  const mayKeep = viewer.surface === 'desk' && hasRole(viewer, ...SETTINGS_KEEPERS);
  if (!mayKeep || (viewer.support && !viewer.support.mayWrite)) throw new Problem('FORBIDDEN', 'forbidden');
  if (viewer.scopes) throw new Problem('FORBIDDEN', 'personOnly');
  const picture = await remakePicture(bytes);
  return tenancy.work(viewer, async (unit) => {
    const partner = await ownPartner(unit);
    // Random, not by time: nobody guesses the name of a file.
    const logo = unit.create(PartnerLogo, { id: randomUUID(), ...picture, createdAt: unit.now });
    partner.logoId = logo.id;
    unit.announce({ event: 'organisationChanged', noun: 'partner', id: partner.tenantId });
    return LOGO_PATH + logo.id;
  });
}

/** A logo of the viewer's own partner; null for any other. */
export async function readLogo(
  { reader }: { readonly reader: Reader },
  viewer: Viewer,
  id: string,
): Promise<StoredLogo | null> {
  const [row] = await reader.query<{ mediaType: string; bytes: string }>(scopeOf(viewer), {
    text: `select media_type as "mediaType", encode(bytes, 'base64') as bytes from identity.partner_logo where id = $1`,
    values: [id],
  });
  return row ? { mediaType: row.mediaType, bytes: Buffer.from(row.bytes, 'base64') } : null;
}
