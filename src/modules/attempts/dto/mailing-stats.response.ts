import { Counts } from '../../mailings/dto/counts.response.js';

export class AttemptCounts {
  success: number;
  fail: number;
  uncertain: number;
}

export class CodeCount {
  /** The server's reply code; null where there was no reply. */
  code: number | null;
  count: number;
}

export class DomainCounts extends AttemptCounts {
  domain: string;
}

export class HourCounts extends AttemptCounts {
  /** The hour's beginning. */
  hour: Date;
}

export class MailingStatsResponse {
  /** Deliveries over all runs. */
  counts: Counts;
  attempts: AttemptCounts;
  /** Most frequent first. */
  byCode: CodeCount[];
  /** The hundred domains with the most attempts. */
  byDomain: DomainCounts[];
  byHour: HourCounts[];
}

export class ForecastResponse {
  /** Deliveries per second, as measured in the last seconds and bounded by the limit; 0 when nothing is being sent. */
  rate: number;
  /** Deliveries of the open run that have no final state. */
  remaining: number;
  /** Null when nothing is left, or nothing can be said. */
  finishesAt: Date | null;
  /** How many will not be sent before the end. */
  willNotFit: number;
}
