import { dueNow } from './due-now.js';

/** Hands claims back untried: they are due at once. $1 numbers · $2 epochs */
export const releaseStatement = `
UPDATE deliveries d SET status = 'pending', lease_until = NULL, next_attempt_at = ${dueNow}
WHERE d.number = ANY ($1::bigint[]) AND d.epoch = ($2::int[])[array_position($1::bigint[], d.number)]
  AND d.status = 'leased'`;
