// Attempts as the lines of a CSV file: the fields of the API, under the same names.
import type { CsvPages } from '../../http/csv.js';
import type { Attempt } from './attempt.entity.js';
import { toAttemptResponse } from './dto/attempt.response.js';

export const attemptFields = [
  'id',
  'at',
  'status',
  'stage',
  'code',
  'enhancedCode',
  'reply',
  'error',
  'durationMs',
  'deliveryId',
  'runId',
  'mailingId',
  'messageId',
  'clientId',
  'recipient',
] as const;

export async function* attemptRows(pages: AsyncIterable<Attempt[]>): CsvPages {
  for await (const page of pages) {
    yield page.map((attempt) => {
      const shown = toAttemptResponse(attempt);
      return attemptFields.map((field) => shown[field]);
    });
  }
}
