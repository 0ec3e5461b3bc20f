import { type Outside, OutsideError } from '@landfall/kit/outside/outside';
import { Problem } from '@landfall/kit/problem/problem';
import * as client from 'openid-client';
import { SESSION_HOURS } from '../session/open-session.ts';

/** How a provider is asked. */
export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
  /** In the clear; null for a client without one. */
  readonly secret: string | null;
}

const TIMEOUT_S = 6;

/** One way to the provider and back. */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What nobody but this browser and the provider may know of a sign-in under way. */
export function newJourney(): Journey {
  return { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
}

/** The provider as it describes itself. Its name has to be the configured one. @throws Error of openid-client, OutsideError */
export function discover({ issuer, clientId, secret }: Provider, outside: Outside): Promise<client.Configuration> {
  return client.discovery(new URL(issuer), clientId, undefined, proofOf(secret), {
    execute: [client.enableNonRepudiationChecks, ...(outside.allowsPrivate ? [client.allowInsecureRequests] : [])],
    [client.customFetch]: (address, call) => outside.fetch(address, call as never),
    timeout: TIMEOUT_S,
  });
}

/** Where the browser is sent: the code flow with PKCE, state and nonce. `again` asks the provider for a fresh proof. */
export async function addressAt(
  config: client.Configuration,
  journey: Journey,
  options: { redirectUri: string; scopes: readonly string[]; again: boolean; locale: string },
): Promise<URL> {
  return client.buildAuthorizationUrl(config, {
    redirect_uri: options.redirectUri,
    scope: [...new Set(['openid', ...options.scopes])].join(' '),
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    ui_locales: options.locale,
    ...(options.again ? { prompt: 'login', max_age: '0' } : { max_age: String(SESSION_HOURS * 3600) }),
  });
}

/** Who the provider says it is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly name: string;
  readonly groups: readonly string[];
  /** When the person proved themselves to the provider, where it says so. Seconds since 1970. */
  readonly provenAt: number | undefined;
}

/**
 * Exchanges the code of a callback and reads who it is for: issuer, audience, signature, nonce, state and times are
 * checked by openid-client. Claims that aren't in the token are asked of the provider's userinfo.
 */
export async function identityAt(
  config: client.Configuration,
  callback: URL,
  journey: Journey,
  options: { groupsClaim: string; again: boolean },
): Promise<Identity> {
  const tokens = await client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: journey.verifier,
    expectedState: journey.state,
    expectedNonce: journey.nonce,
    idTokenExpected: true,
    ...(options.again ? { maxAge: 120 } : {}),
  });
  const claims = tokens.claims();
  if (!claims) throw new Problem('UNAUTHENTICATED', 'signOn.provider');
  const isComplete = claims.email !== undefined && claims[options.groupsClaim] !== undefined;
  const asked = config.serverMetadata().userinfo_endpoint && !isComplete;
  const more = asked ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
  const all: Record<string, unknown> = { ...more, ...claims };
  const groups = all[options.groupsClaim];
  const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: text(all.email),
    isEmailVerified: all.email_verified === true || all.email_verified === 'true',
    name: text(all.name) || text(all.preferred_username) || text(all.email),
    groups: (Array.isArray(groups) ? groups : [groups]).filter((one): one is string => typeof one === 'string'),
    provenAt: typeof claims.auth_time === 'number' ? claims.auth_time : undefined,
  };
}

/** Why a provider could not be used, as a reason of ours. What it said itself stays in the log. */
export function reasonOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Problem) return cause.reason;
    if (cause instanceof OutsideError)
      return cause.reason === 'address' || cause.reason === 'scheme' ? 'signOn.privateAddress' : 'signOn.away';
    const { code, error: said, name } = cause as { code?: string; error?: string; name?: string };
    if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return 'signOn.wrongIssuer';
    if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT') return 'signOn.away';
    if (said === 'access_denied') return 'signOn.denied';
    if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' || said === 'invalid_client' || said === 'unauthorized_client')
      return 'signOn.client';
    if (said === 'invalid_grant') return 'signOn.used';
  }
  return 'signOn.provider';
}

/** A client proves itself in the header, or in the body where the provider only takes that. */
function proofOf(secret: string | null): client.ClientAuth {
  if (!secret) return client.None();
  const [inHeader, inBody] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (provider, ...rest) => {
    const ways = provider.token_endpoint_auth_methods_supported;
    return (!ways || ways.includes('client_secret_basic') ? inHeader : inBody)(provider, ...rest);
  };
}
