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
import { SmtpDialogue } from './smtp-dialogue.js';
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
    let mail;
    try {
      if (!(letter instanceof CompiledMessage)) throw new Error('the letter was compiled by another channel');
      mail = letter.mailFor(delivery, this.now());
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return {
        class: 'client_permanent',
        stage: 'rcpt',
        code: null,
        enhancedCode: null,
        reply: null,
        error: `the letter cannot be addressed: ${words}`,
      };
    }
    return this.dialogue.send(mail, atBarrier);
  }

  close(): Promise<void> {
    return this.dialogue.quit();
  }
}
