import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { DomainError } from '../../domain/errors.js';
import { mailboxFaultOf } from '../../domain/smtp-reply.js';
import { SuppressionsService } from '../suppressions/suppressions.service.js';
import { BounceAddresses } from './bounce-addresses.js';
import { BouncesRepository } from './bounces.repository.js';
import { type MailReport, readMailReport } from './mail-report.js';

/** What a mail that came back was taken for. */
export interface TakenReport {
  kind: 'failed' | 'delivered' | 'complaint' | 'ignored';
  /** Did it settle an uncertain delivery? */
  settled: boolean;
  /** Is its recipient on the suppression list because of it? */
  suppressed: boolean;
}

const ignored: TakenReport = { kind: 'ignored', settled: false, suppressed: false };

@Injectable()
export class BouncesService {
  constructor(
    private readonly addresses: BounceAddresses,
    private readonly bounces: BouncesRepository,
    private readonly suppressions: SuppressionsService,
    private readonly config: AppConfig,
  ) {}

  /** Throws `route.not_found` where no token is set, `auth.token_missing` and `auth.token_invalid`. */
  checkToken(authorization: string | undefined): void {
    const { token } = this.config.bounces;
    if (token === undefined) throw new DomainError('route.not_found');
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) throw new DomainError('auth.token_missing');
    if (!timingSafeEqual(digestOf(given), digestOf(token))) throw new DomainError('auth.token_invalid');
  }

  /**
   * Takes a mail that a mail server sent back. What it is about is known by a signed address of ours in it, never by
   * its subject; anything else is ignored. Throws `bounce.unreadable`.
   */
  async take(mail: Uint8Array): Promise<TakenReport> {
    const { addresses, verdict } = await readReport(mail);
    const number = addresses.map((address) => this.addresses.read(address)).find((one) => one !== null);
    const delivery = number && verdict ? await this.bounces.find(number) : null;
    if (!delivery || !verdict) return ignored;
    const { ownerId, mailingId, clientId, recipient } = delivery;
    const suppress = (reason: 'complaint' | 'hard_bounce') =>
      this.suppressions.suppress({ ownerId, contacts: [recipient], reason, source: 'report', mailingId }, [
        clientId,
      ]);
    if (verdict.kind === 'complaint') {
      await suppress('complaint');
      return { kind: 'complaint', settled: false, suppressed: true };
    }
    const { enhancedCode, words } = verdict;
    const status = verdict.kind === 'failed' ? 'failed' : 'sent';
    const settled = await this.bounces.settle({ number: delivery.number, status, enhancedCode, words });
    const fault = verdict.kind === 'failed' ? mailboxFaultOf(enhancedCode) : null;
    const suppressed =
      fault === 'gone' || (fault === 'full' && (await this.bounces.noteFullMailbox(delivery.number)));
    if (suppressed) await suppress('hard_bounce');
    return { kind: verdict.kind, settled, suppressed };
  }
}

async function readReport(mail: Uint8Array): Promise<MailReport> {
  try {
    return await readMailReport(mail);
  } catch {
    throw new DomainError('bounce.unreadable');
  }
}

/** Of one length, whatever was given. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
