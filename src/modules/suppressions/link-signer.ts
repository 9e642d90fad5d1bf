// Signs what goes out with mails and comes back later: nothing is stored per letter, the signature says it is ours.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';

/** 128 bits of HMAC-SHA256 (RFC 2104, section 5: at least half of the hash's output, and at least 80 bits). */
export const macBytes = 16;
/** Enough to tell a handful of keys apart. */
export const keyIdBytes = 4;

interface LinkKey {
  id: Buffer;
  secret: Buffer;
}

/** What a signature is for: one never passes for another. */
export type LinkPurpose = 'unsubscribe' | 'bounce';

@Injectable()
export class LinkSigner {
  private readonly keys: readonly LinkKey[];

  constructor({ links }: AppConfig) {
    this.keys = links.secrets.map((text) => {
      const secret = createHmac('sha256', text).update('postledger: mailed links').digest();
      return { id: createHash('sha256').update(secret).digest().subarray(0, keyIdBytes), secret };
    });
  }

  sign(purpose: LinkPurpose, content: Buffer): { keyId: Buffer; mac: Buffer } {
    const key = this.keys[0]!;
    return { keyId: key.id, mac: macOf(key, purpose, content) };
  }

  /** `keyId` null: by any of our keys. */
  isGenuine(purpose: LinkPurpose, content: Buffer, mac: Buffer, keyId: Buffer | null): boolean {
    return this.keys.some(
      (key) =>
        (keyId === null || key.id.equals(keyId)) &&
        mac.length === macBytes &&
        timingSafeEqual(macOf(key, purpose, content), mac),
    );
  }
}

function macOf({ secret }: LinkKey, purpose: LinkPurpose, content: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${purpose}:`).update(content).digest().subarray(0, macBytes);
}
