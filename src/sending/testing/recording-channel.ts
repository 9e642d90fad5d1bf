// A channel whose server does what a test says, and that writes down every final dot.
import type { ChannelName } from '../../domain/mailing-status.js';
import type { Channel, ClaimedDelivery, Clock, Connection, Letter, Outcome, RunSnapshot } from '../ports.js';
import { RelayFault } from '../ports.js';

/** What the server does with one delivery. */
export interface Behaviour {
  /** Time until everything but the dot is there. */
  beforeMs?: number;
  /** Time from the dot to the answer. */
  afterMs?: number;
  /** Answers before the barrier, so that no dot follows. */
  early?: Outcome;
  /** The answer to the dot. */
  answer?: Outcome;
  /** Hangs before the barrier until the connection is cut. */
  hangs?: boolean;
  /** On a connection that has carried others, the server has gone without a word. */
  unheard?: boolean;
  /** The connection is found dead between the barrier's yes and the dot. */
  diesAtDot?: boolean;
}

export interface Dot {
  at: number;
  number: number;
  epoch: number;
  runId: string;
}

export function outcome(replyClass: Outcome['class'], words: Partial<Outcome> = {}): Outcome {
  const nothing = { stage: 'dot', code: null, enhancedCode: null, reply: null, error: null } as const;
  return { class: replyClass, ...nothing, ...words };
}

export const accepted = outcome('accepted', { code: 250, reply: '250 OK' });

export class RecordingChannel implements Channel {
  readonly name: ChannelName;
  readonly dots: Dot[] = [];
  open = 0;
  mostOpen = 0;
  connects = 0;
  /** While set, connecting fails with it. */
  fault: Outcome | null = null;
  behave: (delivery: ClaimedDelivery, letter: Letter) => Behaviour = () => ({});
  connectMs = 0;
  /** How long a polite goodbye takes; the connection counts as open meanwhile. */
  closeMs = 0;
  cannotCompile = false;

  constructor(
    readonly clock: Clock,
    name: ChannelName = 'email',
  ) {
    this.name = name;
  }

  compile(run: RunSnapshot): Letter {
    if (this.cannotCompile) throw new Error('an unknown slot');
    return { run };
  }

  async connect(signal: AbortSignal): Promise<Connection> {
    this.connects++;
    if (this.connectMs > 0) await this.clock.sleep(this.connectMs, signal);
    if (signal.aborted)
      throw new RelayFault(outcome('relay_temporary', { stage: 'connect', error: 'aborted' }));
    if (this.fault !== null) throw new RelayFault(this.fault);
    this.open++;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    return new RecordingConnection(this);
  }

  numbersDotted(): number[] {
    return this.dots.map(({ number }) => number);
  }
}

class RecordingConnection implements Connection {
  private readonly closed = new AbortController();
  private isBroken = false;
  private hasCarried = false;

  constructor(private readonly channel: RecordingChannel) {}

  get isUsable(): boolean {
    return !this.isBroken && !this.closed.signal.aborted;
  }

  async send(letter: Letter, delivery: ClaimedDelivery, atBarrier: () => Promise<boolean>): Promise<Outcome> {
    const { clock, behave, dots } = this.channel;
    const {
      beforeMs = 0,
      afterMs = 0,
      early,
      answer = accepted,
      hangs,
      unheard,
      diesAtDot,
    } = behave(delivery, letter);
    if (!this.isUsable) throw new Error('this connection is dead');
    if (unheard && this.hasCarried) return this.ends(outcome('unheard', { stage: 'mail' }));
    this.hasCarried = true;
    if (beforeMs > 0 || hangs) await clock.sleep(hangs ? 1e12 : beforeMs, this.closed.signal);
    if (this.closed.signal.aborted) return outcome('relay_temporary', { stage: 'data', error: 'cut' });
    if (early !== undefined) return this.ends(early);
    if (!(await atBarrier())) {
      this.isBroken = true;
      return outcome('refused_at_barrier', { stage: 'data' });
    }
    if (diesAtDot) return this.ends(outcome('relay_temporary', { stage: 'data', error: 'connection reset' }));
    dots.push({ at: clock.now(), number: delivery.number, epoch: delivery.epoch, runId: letter.run.id });
    if (afterMs > 0) await clock.sleep(afterMs, this.closed.signal);
    if (this.closed.signal.aborted) return outcome('unknown', { error: 'cut' });
    return this.ends(answer);
  }

  async close(): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.closed.abort();
    if (this.channel.closeMs > 0) await this.channel.clock.sleep(this.channel.closeMs);
    this.channel.open--;
  }

  private ends(answer: Outcome): Outcome {
    if (['relay_temporary', 'unknown', 'unheard'].includes(answer.class)) this.isBroken = true;
    return answer;
  }
}
