import { defineNoun } from '@landfall/kit/policy/noun';
import { desk } from '@landfall/kit/policy/policy';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { Absence } from './absence.entity.ts';

// Who may change or take back an absence: the partner's administrator.
defineNoun({
  name: 'absence',
  entity: Absence,
  policy: { change: desk<Absence>(PEOPLE_KEEPER), cancel: desk<Absence>(PEOPLE_KEEPER) },
});
