import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { companyCodeKey, newCompanyCode } from './company-code.ts';
import { type PasswordFor, SignOn } from './sign-on.entity.ts';
import type { SignOnInput } from './sign-on.inputs.ts';
import './sign-on.policy.ts';
import { SignOnRule } from './sign-on-rule.entity.ts';

/** What client secrets are sealed for. */
export const SIGN_ON_SEAL = 'sign-on';

interface Which {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Keeps the connection: a first one is off until it is tested; whatever the provider sees changes needs a test again. */
export async function saveSignOn(
  unit: UnitOfWork,
  input: SignOnInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const values = {
    issuer: input.issuer.trim(),
    clientId: input.clientId.trim(),
    scopes: [...new Set(input.scopes)],
    groupsClaim: input.groupsClaim.trim(),
    followsGroups: input.followsGroups,
    groupRoles: input.groupRoles.map(({ group, role }) => ({ group: group.trim(), role })),
    passwordFor: input.passwordFor as PasswordFor,
  };
  const secret = input.clientSecret?.trim();
  const [known] = await unit.execute<{ id: string }>('select id from identity.sign_on');
  if (!known) {
    if (input.passwordFor !== 'EVERYONE') throw invalid('signOn.testFirst', ['passwordFor']);
    const code = newCompanyCode();
    const made = unit.create(SignOn, {
      ...values,
      clientSecret: secret ? unit.seals.seal(secret, SIGN_ON_SEAL) : null,
      code,
      codeKey: companyCodeKey(code),
      isEnabled: false,
    });
    unit.create(SignOnRule, { id: made.id, code: null, passwordFor: 'EVERYONE' });
    tell(unit);
    return made.id;
  }
  const signOn = await unit.load(SignOn, known.id, 'saveSignOn', expectedVersion);
  const isOther =
    signOn.issuer !== values.issuer || signOn.clientId !== values.clientId || input.clientSecret !== undefined;
  if (values.passwordFor !== 'EVERYONE' && (isOther || !signOn.isEnabled)) {
    throw invalid('signOn.testFirst', ['passwordFor']);
  }
  // Who forbids passwords has come in without one: a connection that nobody ever came by would lock everybody out.
  if (values.passwordFor === 'NOBODY' && signOn.passwordFor !== 'NOBODY' && unit.viewer.way !== 'SSO')
    throw invalid('signOn.tryFirst', ['passwordFor']);
  Object.assign(signOn, values);
  if (input.clientSecret !== undefined) signOn.clientSecret = secret ? unit.seals.seal(secret, SIGN_ON_SEAL) : null;
  if (isOther) {
    signOn.testedAt = null;
    signOn.isEnabled = false;
  }
  await keepRule(unit, signOn);
  return signOn.id;
}

/** Lets the partner's people in by their own provider. @throws Problem CONFLICT before the connection has passed a test */
export async function enableSignOn(unit: UnitOfWork, { id, expectedVersion }: Which): Promise<string> {
  const signOn = await unit.load(SignOn, id, 'enableSignOn', expectedVersion);
  if (!signOn.testedAt) throw new Problem('CONFLICT', 'signOn.testFirst');
  signOn.isEnabled = true;
  await keepRule(unit, signOn);
  return id;
}

/** From now on everyone uses a password again; nobody who is in is thrown out. */
export async function disableSignOn(unit: UnitOfWork, { id, expectedVersion }: Which): Promise<string> {
  const signOn = await unit.load(SignOn, id, 'disableSignOn', expectedVersion);
  signOn.isEnabled = false;
  signOn.passwordFor = 'EVERYONE';
  await keepRule(unit, signOn);
  return id;
}

/** Another code: links with the old one lead nowhere from now on. */
export async function renewCompanyCode(unit: UnitOfWork, { id, expectedVersion }: Which): Promise<string> {
  const signOn = await unit.load(SignOn, id, 'renewCompanyCode', expectedVersion);
  signOn.code = newCompanyCode();
  signOn.codeKey = companyCodeKey(signOn.code);
  await keepRule(unit, signOn);
  return id;
}

/** The values of this version passed a test; one that changed meanwhile stays untested. */
export async function noteTested(unit: UnitOfWork, id: string, version: number): Promise<void> {
  const signOn = await unit.load(SignOn, id, 'saveSignOn');
  if (signOn.version === version) signOn.testedAt = unit.now;
  tell(unit);
}

async function keepRule(unit: UnitOfWork, { id, isEnabled, code, passwordFor }: SignOn): Promise<void> {
  const rule = await unit.find(SignOnRule, { id });
  const now = { code: isEnabled ? code : null, passwordFor: isEnabled ? passwordFor : ('EVERYONE' as const) };
  if (rule) Object.assign(rule, now);
  else unit.create(SignOnRule, { id, ...now });
  tell(unit);
}

function tell(unit: UnitOfWork): void {
  unit.announce({ event: 'signOnChanged', noun: 'partner', id: unit.tenant });
}
