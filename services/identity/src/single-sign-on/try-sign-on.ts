import type { Outside } from '@landfall/kit/outside/outside';
import * as client from 'openid-client';
import { discover, type Provider, reasonOf } from './provider.ts';

/** What a test looks at, in this order; what comes after a failure isn't tried. */
export const TEST_STEPS = ['DISCOVERY', 'FLOW', 'KEYS', 'CLIENT'] as const;
export type TestStep = (typeof TEST_STEPS)[number];

/** How one step went: `reason` is a problem's key where it failed. */
export interface StepResult {
  readonly step: TestStep;
  readonly isFine: boolean;
  readonly reason: string | null;
}

/**
 * Asks the provider for real: how it describes itself and whether that is the issuer named, whether it speaks the code
 * flow with PKCE, whether its keys can be read, and whether it knows client id and secret (it is shown a code that is
 * none: who it doesn't know it refuses before it looks at the code).
 */
export async function trySignOn(provider: Provider, redirectUri: string, outside: Outside): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const attempt = async (step: TestStep, task: () => Promise<void>): Promise<boolean> => {
    try {
      await task();
      results.push({ step, isFine: true, reason: null });
      return true;
    } catch (error) {
      results.push({ step, isFine: false, reason: error instanceof Failed ? error.message : reasonOf(error) });
      return false;
    }
  };
  let config: client.Configuration | undefined;
  const found = async (): Promise<void> => {
    config = await discover(provider, outside);
  };
  if (!(await attempt('DISCOVERY', found)) || !config) return results;
  const known = config;
  const metadata = known.serverMetadata();
  const speaks = await attempt('FLOW', async () => {
    const { authorization_endpoint, token_endpoint, response_types_supported: types } = metadata;
    if (!authorization_endpoint || !token_endpoint || (types && !types.includes('code')))
      throw new Failed('signOn.noCodeFlow');
    const methods = metadata.code_challenge_methods_supported;
    if (methods && !methods.includes('S256')) throw new Failed('signOn.noPkce');
  });
  if (!speaks) return results;
  await attempt('KEYS', async () => {
    const answer = metadata.jwks_uri ? await outside.fetch(metadata.jwks_uri) : undefined;
    const { keys } = (answer?.ok ? await answer.json() : {}) as { keys?: unknown[] };
    if (!keys?.length) throw new Failed('signOn.noKeys');
  });
  await attempt('CLIENT', async () => {
    const callback = new URL(redirectUri);
    callback.search = new URLSearchParams({ code: 'landfall-connection-test', iss: metadata.issuer }).toString();
    const said = await client
      .authorizationCodeGrant(known, callback, { pkceCodeVerifier: client.randomPKCECodeVerifier() })
      .then(
        () => undefined,
        (error: { error?: string }) => error,
      );
    if (said && said.error !== 'invalid_grant' && said.error !== 'invalid_request') throw said;
  });
  return results;
}

class Failed extends Error {}
