// What all runs of one process share, and whom they tell what happened.
import type { GroupCommit } from './group-commit.js';
import type { LeaseKeeper } from './lease-keeper.js';
import type {
  ClaimedDelivery,
  Clock,
  DeliveryLedger,
  DeliveryResult,
  Log,
  Outcome,
  RunSnapshot,
  Ticket,
} from './ports.js';
import type { ResultLog } from './result-log.js';

export interface EngineEvents {
  /** A result that carries an attempt has been stored. */
  onResult?(result: DeliveryResult, run: RunSnapshot, delivery: ClaimedDelivery): void;
  /** The relay refused us for good: its runs stand still until somebody resumes one of them. */
  onRelayPaused?(outcome: Outcome, run: RunSnapshot): void;
}

export interface WorkTools {
  ledger: DeliveryLedger;
  clock: Clock;
  log: Log;
  events: EngineEvents;
  barrier: GroupCommit<Ticket, boolean>;
  releases: GroupCommit<Ticket, void>;
  results: ResultLog;
  leases: LeaseKeeper;
  random: () => number;
  /** A new UUIDv7. */
  newId: () => string;
  leaseMs: number;
  retryDelaysMs: readonly number[];
  /** Claims that one run may hold here, on their way or waiting. */
  maxClaims: number;
  /** What is due sooner is waited for here. */
  patienceMs: number;
}
