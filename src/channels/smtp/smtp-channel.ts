import { EmailAddressError } from '../../domain/email-address.js';
import type {
  ClaimedDelivery,
  Channel,
  Connection,
  Letter,
  LetterFile,
  Outcome,
  RunSnapshot,
} from '../../sending/ports.js';
import { CompiledMessage } from './compiled-message.js';
import { DkimSigner } from './dkim-signer.js';
import { openRelay } from './smtp-connection.js';
import { SmtpDialogue, type SmtpMail } from './smtp-dialogue.js';
import type { SmtpOptions } from './smtp-options.js';

/** Mail over one relay. */
export class SmtpChannel implements Channel {
  readonly name = 'email';
  private readonly signer: DkimSigner | null;

  /** `now` gives the instant for the Date header. */
  constructor(
    private readonly options: SmtpOptions,
    private readonly now: () => number = Date.now,
  ) {
    this.signer = options.dkim ? new DkimSigner(options.dkim) : null;
  }

  /** Throws when the run has neither html nor text, a broken template or a sender that is no address. */
  compile(run: RunSnapshot, files: readonly LetterFile[] = []): Letter {
    return new CompiledMessage(run, files);
  }

  private mailFor(letter: Letter, delivery: ClaimedDelivery): SmtpMail | Promise<SmtpMail> {
    const now = this.now();
    const mail = (letter as CompiledMessage).mailFor(delivery, now);
    if (this.options.bounceAddressOf) mail.from = this.options.bounceAddressOf(delivery.number);
    return this.signer ? signed(this.signer, mail, now) : mail;
  }

  async connect(signal: AbortSignal): Promise<Connection> {
    const dialogue = new SmtpDialogue(await openRelay(this.options, signal), this.options);
    return new SmtpSession(dialogue, (letter, delivery) => this.mailFor(letter, delivery));
  }
}

async function signed(signer: DkimSigner, mail: SmtpMail, now: number): Promise<SmtpMail> {
  return { ...mail, body: await signer.signed(mail, now) };
}

class SmtpSession implements Connection {
  constructor(
    private readonly dialogue: SmtpDialogue,
    private readonly write: (letter: Letter, delivery: ClaimedDelivery) => SmtpMail | Promise<SmtpMail>,
  ) {}

  get isUsable(): boolean {
    return this.dialogue.isUsable;
  }

  async send(letter: Letter, delivery: ClaimedDelivery, atBarrier: () => Promise<boolean>): Promise<Outcome> {
    const mail = await this.mailFor(letter, delivery);
    return 'body' in mail ? this.dialogue.send(mail, atBarrier) : mail;
  }

  private async mailFor(letter: Letter, delivery: ClaimedDelivery): Promise<SmtpMail | Outcome> {
    try {
      return await this.write(letter, delivery);
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
