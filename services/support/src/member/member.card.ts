import type { Card } from '@landfall/kit/rows/shape';

/** A member's name, joined from the card by one of our columns. */
export const memberCard = (by: string): Card => ({ view: 'identity.member_card', by, fields: { name: 'name' } });
