import { AttemptCounts } from '../../attempts/dto/mailing-stats.response.js';

export class StatsResponse {
  /** Every try of every delivery, relay faults included. */
  attempts: AttemptCounts;
  /** Deliveries with the status `sent`. */
  messagesSent: number;
  /** How many there are, without deleted ones; the log and the sums keep those. */
  mailings: number;
}
