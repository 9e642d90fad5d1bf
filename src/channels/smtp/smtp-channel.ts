import { EmailAddressError } from '../../domain/email-address.js';
import type {
  ClaimedDelivery,
  Channel,
  Connection,
  Letter,
  Outcome,
  RunSnapshot,
} from '../../sending/ports.js';
import { CompiledMessage } from './compiled-message.js';
import { openRelay } from './smtp-connection.js';
import { SmtpDialogue, type SmtpMail } from './smtp-dialogue.js';
import type { SmtpOptions } from './smtp-options.js';

/** Mail over one relay. */
export class SmtpChannel implements Channel {
  readonly name = 'email';

  /** `now` gives the instant for the Date header. */
  constructor(
    private readonly options: SmtpOptions,
    private readonly now: () => number = Date.now,
  ) {}

  /** Throws when the run has neither html nor text, a broken template or a sender that is no address. */
  compile(run: RunSnapshot): Letter {
    return new CompiledMessage(run);
  }

  async connect(signal: AbortSignal): Promise<Connection> {
    return new SmtpSession(new SmtpDialogue(await openRelay(this.options, signal), this.options), this.now);
  }
}

class SmtpSession implements Connection {
  constructor(
    private readonly dialogue: SmtpDialogue,
    private readonly now: () => number,
  ) {}

  get isUsable(): boolean {
    return this.dialogue.isUsable;
  }

  async send(letter: Letter, delivery: ClaimedDelivery, atBarrier: () => Promise<boolean>): Promise<Outcome> {
    const mail = this.mailFor(letter, delivery);
    return 'body' in mail ? this.dialogue.send(mail, atBarrier) : mail;
  }

  private mailFor(letter: Letter, delivery: ClaimedDelivery): SmtpMail | Outcome {
    try {
      return (letter as CompiledMessage).mailFor(delivery, this.now());
    } catch (error) {
      // Nothing was said to the server: the connection stays good for others.
      const isAddress = error instanceof EmailAddressError;
      return {
        class: isAddress ? 'client_permanent' : 'content',
        stage: isAddress ? 'rcpt' : 'data',
        code: null,
        enhancedCode: null,
        reply: null,
        error: error instanceof Error ? error.message : String(error),
      };
    }
  }

  close(): Promise<void> {
    return this.dialogue.quit();
  }
}
