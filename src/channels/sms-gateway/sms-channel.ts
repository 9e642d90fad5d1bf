import { fillTemplate, parseTemplate, type Part } from '../../domain/personalization.js';
import { isPhoneNumber } from '../../domain/phone-number.js';
import type {
  Channel,
  ClaimedDelivery,
  Connection,
  Letter,
  Outcome,
  RunSnapshot,
} from '../../sending/ports.js';
import { GatewaySession, type GatewayOptions } from './gateway-session.js';

interface ShortMessage extends Letter {
  readonly text: Part[];
}

/** Short messages over one HTTP gateway: `POST {url}/v1/send/{number of the delivery}` with `{id, phone, text}`. */
export class SmsChannel implements Channel {
  readonly name = 'sms';

  constructor(private readonly options: GatewayOptions) {}

  /** Throws when the run has no text, or a broken template. */
  compile(run: RunSnapshot): ShortMessage {
    if (run.text === null) throw new Error('the message has no text');
    return { run, text: parseTemplate(run.text) };
  }

  async connect(signal: AbortSignal): Promise<Connection> {
    return new SmsConnection(await GatewaySession.open(this.options, signal));
  }
}

class SmsConnection implements Connection {
  private isBusy = false;

  constructor(private readonly session: GatewaySession) {}

  get isUsable(): boolean {
    return this.session.isUsable;
  }

  async send(letter: Letter, delivery: ClaimedDelivery, atBarrier: () => Promise<boolean>): Promise<Outcome> {
    const { number, recipient, slots } = delivery;
    if (!isPhoneNumber(recipient)) return refusal('client_permanent', 'this is not a phone number');
    const text = fillTemplate((letter as ShortMessage).text, slots);
    if (!this.isUsable) return refusal('relay_temporary', 'the gateway closed the connection');
    const mayCross = await atBarrier().catch(() => false);
    if (!mayCross) return refusal('refused_at_barrier', null);
    this.isBusy = true;
    const outcome = await this.session.send({ id: number, phone: recipient, text });
    this.isBusy = false;
    return outcome;
  }

  /** What has crossed the barrier gets its answer, or its deadline. */
  async close(): Promise<void> {
    if (!this.isBusy) this.session.destroy();
  }
}

function refusal(as: Outcome['class'], error: string | null): Outcome {
  return { class: as, stage: 'gateway', code: null, enhancedCode: null, reply: null, error };
}
