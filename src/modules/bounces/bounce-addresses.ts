import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { LinkSigner } from '../suppressions/link-signer.js';

/** In lower case only: mail servers may fold the case of what stands before the @. */
const localPart = /^b\+(\d{1,19})\.([0-9a-f]{32})$/;

/** The envelope's sender, one for each delivery, so that a bounce says by its address what it is about. */
@Injectable()
export class BounceAddresses {
  private readonly domain: string | undefined;

  constructor(
    private readonly signer: LinkSigner,
    { bounces }: AppConfig,
  ) {
    this.domain = bounces.domain;
  }

  /** False where bounces come to the sender. */
  get isOn(): boolean {
    return this.domain !== undefined;
  }

  addressOf(deliveryNumber: number): string {
    const { mac } = this.signer.sign('bounce', Buffer.from(String(deliveryNumber)));
    return `b+${deliveryNumber}.${mac.toString('hex')}@${this.domain}`;
  }

  /** The number of the delivery whose address this is, or null when we never gave it out. */
  read(address: string): number | null {
    const [local, domain, ...more] = address.trim().toLowerCase().split('@');
    if (domain !== this.domain || more.length > 0) return null;
    const [, number, mac] = localPart.exec(local ?? '') ?? [];
    if (!number || !mac) return null;
    const isOurs = this.signer.isGenuine('bounce', Buffer.from(number), Buffer.from(mac, 'hex'), null);
    return isOurs ? Number(number) : null;
  }
}
