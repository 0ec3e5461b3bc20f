/**
 * The tenant of headquarters' own rows (its audit trail, inbox, intents, events about accounts). Policies of the login
 * `hq` name it as a constant, so that no setting makes headquarters a partner.
 */
export const HEADQUARTERS = '00000000-0000-7000-8000-000000000001';
