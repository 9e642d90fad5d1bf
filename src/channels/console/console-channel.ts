import { cleanReply } from '../../domain/smtp-reply.js';
import { escapeHeader } from '../../domain/header-text.js';
import { fillTemplate, parseTemplate, type Part } from '../../domain/personalization.js';
import type {
  Channel,
  ClaimedDelivery,
  Connection,
  Letter,
  Outcome,
  RunSnapshot,
} from '../../sending/ports.js';

/** A line is for a terminal: longer subjects and names are cut. */
const maxShown = 200;

interface ConsoleLetter extends Letter {
  readonly subject: Part[];
}

/** Writes one line per message instead of sending it: for trying out, and for mailings of channel `console`. */
export class ConsoleChannel implements Channel {
  readonly name = 'console';

  /** `write` gets one line without its end. */
  constructor(private readonly write: (line: string) => void) {}

  /** Throws on a broken template. */
  compile(run: RunSnapshot): ConsoleLetter {
    return { run, subject: parseTemplate(run.subject) };
  }

  async connect(): Promise<Connection> {
    const write = this.write;
    return {
      isUsable: true,
      send: (letter, delivery, atBarrier) => send(letter as ConsoleLetter, delivery, atBarrier, write),
      close: async () => undefined,
    };
  }
}

async function send(
  letter: ConsoleLetter,
  delivery: ClaimedDelivery,
  atBarrier: () => Promise<boolean>,
  write: (line: string) => void,
): Promise<Outcome> {
  const outcome = { stage: 'console' as const, code: null, enhancedCode: null };
  const mayCross = await atBarrier().catch(() => false);
  if (!mayCross) return { ...outcome, class: 'refused_at_barrier', reply: null, error: null };
  try {
    write(lineOf(letter, delivery));
    return { ...outcome, class: 'accepted', reply: 'written to the console', error: null };
  } catch (error) {
    return { ...outcome, class: 'unknown', reply: null, error: `writing failed: ${String(error)}` };
  }
}

function lineOf(letter: ConsoleLetter, delivery: ClaimedDelivery): string {
  const { run } = letter;
  const subject = fillTemplate(letter.subject, delivery.slots, escapeHeader);
  const fields = [
    `mailing=${run.mailingId}`,
    `message=${run.messageId ?? '-'}`,
    `client=${delivery.clientId ?? '-'}`,
    `delivery=${delivery.id}`,
    `recipient=${JSON.stringify(shown(delivery.recipient))}`,
    `subject=${JSON.stringify(shown(subject))}`,
  ];
  return fields.join(' ');
}

/** No value can break the line or steer the terminal. */
function shown(value: string): string {
  return cleanReply(value, maxShown).replace(/\s+/g, ' ');
}
