import { ApiProperty } from '@nestjs/swagger';
import {
  type CheckStatus,
  checkStatuses,
  type DnsLine,
  type SenderCheck,
  senderChecks,
} from '../../../domain/sender-finding.js';

const lineTypes = ['TXT', 'MX', 'PTR'] as const satisfies DnsLine['type'][];

export class DnsLineResponse {
  @ApiProperty({ enum: lineTypes })
  type: DnsLine['type'];

  name: string;
  value: string;
}

export class AdviceResponse {
  /** What it means and what to do, in the language of whoever asks. */
  text: string;

  /** The line to put into the DNS, where it can be known. */
  dns: DnsLineResponse | null;
}

export class SenderCheckResponse {
  @ApiProperty({ enum: senderChecks })
  name: SenderCheck;

  /** `unknown`: the DNS did not answer, or it cannot be seen from here. */
  @ApiProperty({ enum: checkStatuses })
  status: CheckStatus;

  /** What stands there now, cut and without control characters. */
  found: string | null;

  advice: AdviceResponse;
}

export class SenderHealthResponse {
  /** Of MAIL_FROM. */
  domain: string;

  /** At most a minute ago. */
  checkedAt: Date;

  summary: string;

  /** None in a set-up for trying out: the summary says so. */
  checks: SenderCheckResponse[];
}
