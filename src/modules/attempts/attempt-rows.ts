// Attempts as the lines of a CSV file: the fields of the API, under the same names.
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

/** Numbers and times never start a formula; texts are guarded where the file is written. */
export async function* attemptRows(pages: AsyncIterable<Attempt[]>): AsyncGenerator<string[]> {
  for await (const page of pages) {
    for (const attempt of page) {
      const shown = toAttemptResponse(attempt);
      yield attemptFields.map((field) => textOf(shown[field]));
    }
  }
}

function textOf(value: string | number | Date | null): string {
  return value instanceof Date ? value.toISOString() : String(value ?? '');
}
