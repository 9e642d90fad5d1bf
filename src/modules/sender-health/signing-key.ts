import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { DkimKey } from '../../config/dkim-key.js';
import type { SigningKey } from '../../domain/dkim-record.js';

const rawEd25519Bytes = 32;

/** What the DNS has to say of the key; its private half stays behind. */
export function signingKeyOf({ domain, selector, privateKey }: DkimKey): SigningKey {
  const key = createPublicKey(createPrivateKey(privateKey));
  const spki = key.export({ type: 'spki', format: 'der' });
  if (key.asymmetricKeyType === 'ed25519') {
    const raw = spki.subarray(-rawEd25519Bytes).toString('base64'); // RFC 8463, section 4.2
    return { domain, selector, type: 'ed25519', bits: 256, publicKeys: [raw] };
  }
  // RFC 6376, section 3.6.1 says RSAPublicKey; what everybody publishes is SubjectPublicKeyInfo.
  const bare = key.export({ type: 'pkcs1', format: 'der' });
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return {
    domain,
    selector,
    type: 'rsa',
    bits,
    publicKeys: [spki, bare].map((der) => der.toString('base64')),
  };
}
