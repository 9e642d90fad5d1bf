// One letter over an open session: MAIL, RCPT, DATA, the body, the barrier, and only then the final dot.
import { classifyReply, cleanReply, enhancedCodeOf, isPositiveFinalReply } from '../../domain/smtp-reply.js';
import type { ReplyClass, SmtpStage } from '../../domain/smtp-reply.js';
import type { Outcome } from '../../sending/ports.js';
import { keptReplyBytes, type Reply } from './reply-reader.js';
import type { OpenRelay } from './smtp-connection.js';
import { SmtpWire, type Break } from './smtp-wire.js';

/** A letter ready for the wire. Addresses were checked; the body ends in CRLF and is not dot-stuffed yet. */
export interface SmtpMail {
  from: string;
  to: string;
  body: Buffer;
  /** What follows the body where it has files: shared by many letters, ends in CRLF, no line begins with a dot. */
  rest?: Buffer;
}

export interface DialogueTimeouts {
  /** From MAIL to the answer of the barrier. */
  sendTimeoutMs: number;
  /** From the dot to its reply. */
  replyTimeoutMs: number;
}

interface Step {
  stage: SmtpStage;
  command: string;
  isAnsweredBy(code: number): boolean;
}

/** How long a server may take to say goodbye. */
const quitTimeoutMs = 2_000;

/** RFC 5321 4.1.1.4, without the CRLF that ends the body's last line: that one belongs to the dot. */
const finalDot = '\r\n.\r\n';

const isDone = (code: number) => code >= 200 && code < 300;

export class SmtpDialogue {
  private readonly wire: SmtpWire;
  /** A refused transaction is still open on the server (RFC 5321 4.1.1.5). */
  private needsReset = false;
  private isDotWritten = false;
  private isSending = false;
  private hasSent = false;

  constructor(
    private readonly relay: Pick<OpenRelay, 'socket' | 'hasPipelining' | 'hasSize' | 'maxBytes'>,
    private readonly timeouts: DialogueTimeouts,
  ) {
    this.wire = new SmtpWire(relay.socket);
  }

  get isUsable(): boolean {
    return this.wire.isQuiet;
  }

  /** Sends one letter; never rejects, and is over within both timeouts. */
  async send(mail: SmtpMail, atBarrier: () => Promise<boolean>): Promise<Outcome> {
    this.isDotWritten = false;
    this.isSending = true;
    try {
      const outcome = (await this.untilBarrier(mail, atBarrier)) ?? (await this.dot());
      this.wire.clearDeadline();
      return outcome;
    } catch (error) {
      // A defect of ours must neither be a second mail nor a silent loss.
      return this.fault('data', String(error), this.isDotWritten ? 'unknown' : 'relay_temporary');
    } finally {
      this.isSending = false;
    }
  }

  /** Says QUIT and closes; in the middle of a letter, where QUIT would become part of it, only closes. */
  async quit(): Promise<void> {
    if (this.wire.isQuiet && !this.isSending) {
      this.wire.setDeadline(quitTimeoutMs, 'the answer to QUIT');
      this.wire.write('QUIT\r\n');
      await this.wire.next();
    }
    this.wire.destroy();
  }

  /** Null when all but the dot is sent and the barrier said yes. */
  private async untilBarrier(mail: SmtpMail, atBarrier: () => Promise<boolean>): Promise<Outcome | null> {
    if (!this.wire.isQuiet) return this.disturbed('mail');
    if (sizeOf(mail) > this.relay.maxBytes) return tooLarge(mail, this.relay.maxBytes);
    const endsAt = performance.now() + this.timeouts.sendTimeoutMs;
    this.wire.setDeadline(this.timeouts.sendTimeoutMs, 'sending the letter');
    const body = dotStuffed(mail.body);
    const refusal = await this.envelope(mail);
    if (refusal !== null) return refusal;
    if (mail.rest) await this.wire.writeOut(body);
    const last = mail.rest ?? body;
    await this.wire.writeOut(last.subarray(0, last.length - 2));
    if (!this.wire.isQuiet) return this.disturbed('data');
    return this.barrier(endsAt, atBarrier);
  }

  /** Null when DATA was answered by 354. */
  private async envelope(mail: SmtpMail): Promise<Outcome | null> {
    const steps = this.stepsOf(mail);
    // RFC 2920 3.1: DATA is the last of the group, and every reply is looked at.
    if (this.relay.hasPipelining) this.wire.write(steps.map((step) => step.command).join(''));
    const isReused = this.hasSent;
    this.hasSent = true;
    let refusal: Outcome | null = null;
    for (const step of steps) {
      if (!this.relay.hasPipelining) this.wire.write(step.command);
      const reply = await this.wire.next();
      if (isReused && step === steps[0] && isGoodbye(reply)) return this.unheard();
      if (reply.kind === 'break') return refusal ?? this.broken(step.stage, reply);
      if (step.isAnsweredBy(reply.code)) {
        // A 354 after a refusal waits for a letter to nobody. RFC 2920 lets us end it with a lone dot, but then we
        // would have to trust a confused server not to deliver it; closing is always safe.
        if (refusal !== null && step.command === 'DATA\r\n') this.wire.destroy();
        continue;
      }
      // A refused RSET is about the session, not about this letter.
      const isRefusal = reply.code >= 400 && step.command !== 'RSET\r\n';
      refusal ??= isRefusal ? replied(step.stage, reply) : this.unexpected(step.stage, reply);
      if (reply.code === 421) this.wire.destroy();
      if (!this.relay.hasPipelining) break;
    }
    this.needsReset = refusal !== null;
    return refusal;
  }

  private stepsOf(mail: SmtpMail): Step[] {
    const size = this.relay.hasSize ? ` SIZE=${sizeOf(mail)}` : '';
    const steps: Step[] = [
      { stage: 'mail', command: `MAIL FROM:<${mail.from}>${size}\r\n`, isAnsweredBy: isDone },
      { stage: 'rcpt', command: `RCPT TO:<${mail.to}>\r\n`, isAnsweredBy: isDone },
      { stage: 'data', command: 'DATA\r\n', isAnsweredBy: (code) => code === 354 },
    ];
    if (this.needsReset) steps.unshift({ stage: 'mail', command: 'RSET\r\n', isAnsweredBy: isDone });
    return steps;
  }

  private async barrier(endsAt: number, atBarrier: () => Promise<boolean>): Promise<Outcome | null> {
    // From here the deadline is the barrier's: a server that closes now is found out by the look before the dot,
    // so that the barrier's answer is never overtaken by our outcome.
    this.wire.clearDeadline();
    const answer = await withinTime(atBarrier(), endsAt - performance.now());
    if (answer === 'no') {
      this.wire.destroy();
      return outcomeOf('refused_at_barrier', 'data', null);
    }
    if (answer === 'late') {
      return this.fault(
        'data',
        `the barrier gave no answer within ${this.timeouts.sendTimeoutMs} ms of sending`,
      );
    }
    // Lets what the sockets have already received be seen before anything is final.
    await new Promise<void>((resolve) => setImmediate(resolve));
    return this.wire.isQuiet ? null : this.disturbed('data');
  }

  private async dot(): Promise<Outcome> {
    this.wire.setDeadline(this.timeouts.replyTimeoutMs, 'the answer to the final dot');
    this.isDotWritten = true;
    this.wire.write(finalDot);
    const reply = await this.wire.next();
    if (reply.kind === 'break') return this.broken('dot', reply, 'unknown');
    if (isPositiveFinalReply(reply.text)) return { ...replied('dot', reply), class: 'accepted' };
    if (reply.code === 421) this.wire.destroy();
    if (reply.code >= 400) return replied('dot', reply);
    this.wire.destroy();
    return { ...replied('dot', reply), class: 'unknown', error: 'only a 250 says that the mail was taken' };
  }

  private unheard(): Outcome {
    this.wire.destroy();
    return outcomeOf('unheard', 'mail', null);
  }

  private unexpected(stage: SmtpStage, reply: Reply): Outcome {
    this.wire.destroy();
    return {
      ...replied(stage, reply),
      class: 'relay_temporary',
      error: 'a reply that does not fit the command',
    };
  }

  private disturbed(stage: SmtpStage): Outcome {
    const event = this.wire.disturbance();
    this.wire.destroy();
    if (event.kind === 'break') return this.broken(stage, event);
    return { ...replied(stage, event), class: 'relay_temporary', error: 'the server spoke out of turn' };
  }

  private broken(stage: SmtpStage, event: Break, as: ReplyClass = 'relay_temporary'): Outcome {
    this.wire.destroy();
    return {
      ...outcomeOf(as, stage, event.error),
      reply: event.text && cleanReply(event.text, keptReplyBytes),
    };
  }

  private fault(stage: SmtpStage, error: string, as: ReplyClass = 'relay_temporary'): Outcome {
    this.wire.destroy();
    return outcomeOf(as, stage, error);
  }
}

/** Servers end a session after so many letters, some without a word; RFC 5321 3.8 and 4.2.1 have 421 for it. */
function isGoodbye(reply: Reply | Break): boolean {
  return reply.kind === 'break' ? reply.isEnd && reply.text === null : reply.code === 421;
}

/** Octets as RFC 1870 counts them: with line ends, without stuffed dots. */
function sizeOf({ body, rest }: SmtpMail): number {
  return body.length + (rest?.length ?? 0);
}

/** Nothing is said to the server, so the connection stays good for smaller letters. */
function tooLarge(mail: SmtpMail, maxBytes: number): Outcome {
  const words = `the letter has ${sizeOf(mail)} bytes, and the mail server takes at most ${maxBytes} (SIZE)`;
  return outcomeOf('content', 'mail', words);
}

/** A valid answer, classified by its stage and code. */
function replied(stage: SmtpStage, reply: Reply): Outcome {
  const enhancedCode = enhancedCodeOf(reply.text);
  return {
    class: reply.code >= 400 ? classifyReply(stage, reply.code, enhancedCode) : 'unknown',
    stage,
    code: reply.code,
    enhancedCode,
    reply: cleanReply(reply.text, keptReplyBytes),
    error: null,
  };
}

function outcomeOf(as: Outcome['class'], stage: SmtpStage, error: string | null): Outcome {
  return { class: as, stage, code: null, enhancedCode: null, reply: null, error };
}

/** A barrier that fails is a barrier that says no. */
async function withinTime(barrier: Promise<boolean>, leftMs: number): Promise<'yes' | 'no' | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(leftMs, 0));
  });
  const answer = barrier.then(
    (isFree) => (isFree ? ('yes' as const) : ('no' as const)),
    () => 'no' as const,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** RFC 5321 4.5.2: a line that begins with a dot gets another one. Most letters have none and are not copied. */
export function dotStuffed(body: Buffer): Buffer {
  if (body[0] !== 46 && !body.includes('\r\n.')) return body;
  return Buffer.from(body.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1');
}
