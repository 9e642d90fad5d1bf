// The key that signs mails (RFC 6376), checked at the start: a key that cannot sign must not be found out letter by letter.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Env } from './env.schema.js';

/** RFC 8301, section 3.2: verifiers refuse shorter ones. */
const shortestRsaBits = 1024;

export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM: RSA, or Ed25519 (RFC 8463). */
  privateKey: string;
}

type DkimEnv = Pick<Env, 'DKIM_DOMAIN' | 'DKIM_SELECTOR' | 'DKIM_PRIVATE_KEY' | 'DKIM_PRIVATE_KEY_FILE'>;

/** Undefined where mails are not signed; a string is the fault, and never shows the key. */
export function readDkimKey(env: DkimEnv): DkimKey | string | undefined {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector } = env;
  const { DKIM_PRIVATE_KEY: text, DKIM_PRIVATE_KEY_FILE: file } = env;
  if (!domain && !selector && !text && !file) return undefined;
  if (text && file) return 'DKIM_PRIVATE_KEY and DKIM_PRIVATE_KEY_FILE are both set; one is enough';
  if (!domain || !selector || !(text ?? file)) {
    return 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY (or DKIM_PRIVATE_KEY_FILE) go together: all of them, or none';
  }
  const name = text ? 'DKIM_PRIVATE_KEY' : 'DKIM_PRIVATE_KEY_FILE';
  let privateKey: string;
  try {
    privateKey = text ?? readFileSync(file!, 'utf8');
  } catch (error) {
    return `${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}`;
  }
  const fault = faultOf(privateKey);
  return fault ? `${name} ${fault}` : { domain, selector, privateKey };
}

function faultOf(pem: string): string | null {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    return 'is no private key that can be read (PEM, without a passphrase)';
  }
  if (key.asymmetricKeyType === 'ed25519') return null;
  if (key.asymmetricKeyType !== 'rsa') return 'must be an RSA or Ed25519 key';
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < shortestRsaBits ? `has ${bits} bits; ${shortestRsaBits} is the least` : null;
}
