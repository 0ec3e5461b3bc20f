import { publicKeyText, signingKey } from '@landfall/kit/viewer/viewer-token';
import { readConfig } from '../config/config.ts';

/** `npm run -s gateway-key`: the public key by which a service in a process of its own (`GATEWAY_KEY`) knows what this gateway vouches for. */
console.log(publicKeyText(signingKey(readConfig().secret)));
