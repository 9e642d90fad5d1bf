// What the engine needs from the world. The engine owns these interfaces; the adapters live elsewhere:
// the ledger over PostgreSQL in modules/scheduler, the channels in channels/, the fakes in sending/testing.
import type { AttemptStage, AttemptStatus } from '../domain/delivery-status.js';
import type { ChannelName } from '../domain/mailing-status.js';
import type { ReplyClass } from '../domain/smtp-reply.js';

/** Time as the engine sees it. Instants are milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/** What a run sends, frozen when it opened: edits of the message or the mailing touch the next run only. */
export interface RunSnapshot {
  id: string;
  mailingId: string;
  ownerId: string;
  messageId: string | null;
  channel: ChannelName;
  subject: string;
  html: string | null;
  text: string | null;
  /** The From of the letter. */
  sender: { name: string; address: string };
  /** Instant from which nothing may cross the barrier. */
  endsAt: number | null;
}

/** A file that every letter of a run carries. */
export interface LetterFile {
  /** Cleaned: see domain/attached-file. */
  name: string;
  /** Media type without parameters. */
  type: string;
  bytes: Buffer;
}

/** A delivery that this worker holds until its lease ends. */
export interface ClaimedDelivery {
  /** The delivery's serial number: the key of every hot statement. */
  number: number;
  id: string;
  /** Grows with every claim; a result with an older epoch changes nothing. */
  epoch: number;
  clientId: string | null;
  /** Address or phone the channel sends to. */
  recipient: string;
  recipientName: string;
  /** Values of the message's slots for this client, by slot name. */
  slots: Readonly<Record<string, string>>;
  /** Attempts made so far that count against the client. */
  attempts: number;
  /** Instant of the first counted attempt, for the age limit of retries. */
  firstAttemptAt: number | null;
}

/** A claim that asks to cross, or to report: the row's number and the epoch of the claim. */
export interface Ticket {
  number: number;
  epoch: number;
}

/** One line of the ledger, as the channel saw it. */
export interface AttemptRecord {
  /** UUIDv7, given once: storing the same attempt again changes nothing. */
  id: string;
  /** Instant at which the attempt ended. */
  at: number;
  status: AttemptStatus;
  stage: AttemptStage;
  /** SMTP reply code, or the HTTP status of a gateway. */
  code: number | null;
  /** RFC 3463 code such as `5.1.1`. */
  enhancedCode: string | null;
  /** The server's own words, cleaned and cut to 4 KiB. */
  reply: string | null;
  /** What went wrong where there was no reply. */
  error: string | null;
  durationMs: number;
}

/** What the engine decided about one claimed delivery. */
export interface DeliveryResult extends Ticket {
  status: 'pending' | 'deferred' | 'sent' | 'failed' | 'uncertain';
  /** False for relay faults: the client's delivery was not really tried. */
  countsAsAttempt: boolean;
  /** When a pending or deferred one may be claimed again. */
  nextAttemptAt: number | null;
  /** Absent when a claim is only handed back. */
  attempt: AttemptRecord | null;
}

/** The durable truth about deliveries. Every method is one short transaction; all may be repeated safely. */
export interface DeliveryLedger {
  /** The snapshot of a run that may send now, or null when it is over, unknown, or held back (paused, disabled). */
  loadRun(runId: string): Promise<RunSnapshot | null>;
  /** The files of the run's snapshot in their order; most runs have none. */
  loadFiles(runId: string): Promise<LetterFile[]>;
  /** Leases up to `limit` deliveries of the run that are due; an empty list when none is. */
  claim(runId: string, limit: number): Promise<ClaimedDelivery[]>;
  /** When the earliest delivery of the run that is not due yet becomes due; null when none waits. */
  nextDueAt(runId: string): Promise<number | null>;
  /** Lengthens the leases of claims that are still waiting here. Returns the numbers still held. */
  renew(tickets: readonly Ticket[]): Promise<ReadonlySet<number>>;
  /**
   * The barrier: durably marks the claims as `sending` and returns the numbers of those that may write their
   * final dot. Refused are claims whose lease is lost, whose run is over, paused, disabled, stopped or past its
   * end, or whose client must not be written to any more.
   */
  crossBarrier(tickets: readonly Ticket[]): Promise<ReadonlySet<number>>;
  /**
   * Stores results and their attempts. A result changes its delivery while its epoch is the row's and
   * `canBecome` allows the step, so that repeating is harmless and a late real answer settles an `uncertain` one;
   * otherwise only its attempt is kept, because it did happen. A `pending` from `sending` takes the mark of the
   * barrier back: no dot was written.
   */
  record(results: readonly DeliveryResult[]): Promise<void>;
  /** Hands claims back untried, for example at shutdown. Touches only rows that are still leased under this epoch. */
  release(tickets: readonly Ticket[]): Promise<void>;
  /** Closes the run when its snapshot is whole and nothing of it is open. True when the run is over or unknown. */
  finishRunIfDone(runId: string): Promise<boolean>;
}

/** A run's message compiled once; a channel fills only the slots for each client. */
export interface Letter {
  readonly run: RunSnapshot;
}

/** How one sending ended, in the channel's words; the retry policy turns it into a status. */
export interface Outcome {
  /**
   * `refused_at_barrier`: the barrier said no and nothing was sent; nothing is written about it.
   * `unheard`: a connection that had carried others ended before the server answered anything: another one will do.
   */
  class: ReplyClass | 'refused_at_barrier' | 'unheard';
  stage: AttemptStage;
  code: number | null;
  enhancedCode: string | null;
  reply: string | null;
  error: string | null;
}

/** One way to the outside, shared by all runs of its name in this process. */
export interface Channel {
  readonly name: ChannelName;
  /** Compiles the run's message; files are for channels that carry them. Throws when the snapshot cannot be sent. */
  compile(run: RunSnapshot, files: readonly LetterFile[]): Letter;
  /** Opens a connection. Rejects with `RelayFault` when the relay cannot be used now, or the signal was aborted. */
  connect(signal: AbortSignal): Promise<Connection>;
}

/** One conversation with a relay; it sends one letter at a time. */
export interface Connection {
  /** False once the connection cannot be used for another letter. */
  readonly isUsable: boolean;
  /**
   * Sends the letter to one client. `atBarrier` is asked when everything but the final dot has been sent (for a
   * gateway: before the request); only after a yes does the dot follow. Never rejects, and ends within
   * the channel's deadlines whatever the server does.
   */
  send(letter: Letter, delivery: ClaimedDelivery, atBarrier: () => Promise<boolean>): Promise<Outcome>;
  /** Takes leave politely and closes; cuts a sending that is still under way. */
  close(): Promise<void>;
}

/** The relay could not be reached or refused us: nobody's client is to blame. */
export class RelayFault extends Error {
  constructor(readonly outcome: Outcome) {
    super(outcome.error ?? outcome.reply ?? 'relay fault');
    this.name = 'RelayFault';
  }
}

/** The pace over all workers together. */
export interface Pace {
  /** Reserves up to `count` places and returns the instants at which each may be used. */
  reserve(count: number): Promise<number[]>;
}
