import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { keyIdBytes, LinkSigner, macBytes } from './link-signer.js';

/** What a link says: who must not write to whom any more, and which mailing it came with. */
export interface UnsubscribeLink {
  ownerId: string;
  mailingId: string;
  clientId: string;
}

const version = Buffer.from([1]);
const idBytes = 16;
const contentBytes = version.length + keyIdBytes + 3 * idBytes;
/** With the MAC 69 bytes, a multiple of three: base64url without spare bits, so that a token has one spelling. */
const tokenBytes = contentBytes + macBytes;

/** The links that mails carry, as `List-Unsubscribe` and in `{{unsubscribeUrl}}` (RFC 8058, RFC 2369). */
@Injectable()
export class UnsubscribeLinks {
  private readonly base: string;

  constructor(
    private readonly signer: LinkSigner,
    { http }: AppConfig,
  ) {
    this.base = `${http.publicUrl}/api/v1/unsubscribe/`;
  }

  urlFor(link: UnsubscribeLink): string {
    return this.base + this.tokenFor(link);
  }

  tokenFor({ ownerId, mailingId, clientId }: UnsubscribeLink): string {
    const ids = Buffer.from((ownerId + mailingId + clientId).replaceAll('-', ''), 'hex');
    const { keyId, mac } = this.signer.sign('unsubscribe', ids);
    return Buffer.concat([version, keyId, ids, mac]).toString('base64url');
  }

  /** What the token says, or null when it is not one of ours. */
  read(token: string): UnsubscribeLink | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== tokenBytes || bytes.toString('base64url') !== token || bytes[0] !== version[0]) {
      return null;
    }
    const keyId = bytes.subarray(version.length, version.length + keyIdBytes);
    const ids = bytes.subarray(version.length + keyIdBytes, contentBytes);
    if (!this.signer.isGenuine('unsubscribe', ids, bytes.subarray(contentBytes), keyId)) return null;
    const [ownerId, mailingId, clientId] = [0, 1, 2].map((place) => idAt(ids, place * idBytes));
    return { ownerId: ownerId!, mailingId: mailingId!, clientId: clientId! };
  }
}

function idAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + idBytes);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
