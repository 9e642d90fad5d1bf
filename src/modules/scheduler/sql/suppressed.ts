import { wasFullBefore } from '../../suppressions/full-mailboxes.js';

/** True for a client that is still there. OFFSET keeps it one look into the primary key for each row. */
export const hasItsClient = `EXISTS (SELECT FROM clients c WHERE c.id = d.client_id OFFSET 0)`;

/**
 * True for a contact that its owner must not write to. OFFSET keeps it one look into the unique index for each row,
 * whatever the statistics say: a list of a million is never read through to send fifty letters.
 */
export function isSuppressed(ownerId: string, contact: string): string {
  return `EXISTS (SELECT FROM suppressions s WHERE s.key = suppression_key(${ownerId}, ${contact}) OFFSET 0)`;
}

/**
 * Closes claims that the barrier refused because of their client: who must not be written to, and who was deleted
 * while a letter was on its way. $1 numbers · $2 epochs
 */
export const closeRefusedStatement = `
WITH refused AS MATERIALIZED (
  SELECT d.number, CASE WHEN ${hasItsClient} THEN 'suppressed' ELSE 'cancelled' END AS status
  FROM deliveries d
  WHERE d.number = ANY ($1::bigint[]) AND d.epoch = ($2::int[])[array_position($1::bigint[], d.number)]
    AND d.status = 'leased' AND (NOT ${hasItsClient} OR ${isSuppressed('d.owner_id', 'd.recipient')})
  ORDER BY d.number FOR UPDATE OF d
), closed AS (
  UPDATE deliveries d SET status = refused.status, lease_until = NULL, next_attempt_at = NULL
  FROM refused WHERE d.number = refused.number RETURNING d.run_id, d.status
), counted AS (
  SELECT run_id, count(*) FILTER (WHERE status = 'suppressed')::int AS suppressed,
    count(*) FILTER (WHERE status = 'cancelled')::int AS cancelled
  FROM closed GROUP BY run_id
), locked AS MATERIALIZED (
  -- In one order everywhere, so that two workers that count for the same runs never wait for each other.
  SELECT id FROM runs WHERE id IN (SELECT run_id FROM counted) ORDER BY id FOR NO KEY UPDATE
)
UPDATE runs SET suppressed = runs.suppressed + counted.suppressed, cancelled = runs.cancelled + counted.cancelled
FROM counted JOIN locked ON locked.id = counted.run_id WHERE runs.id = locked.id`;

/**
 * Suppresses the recipients of deliveries that a server refused for good, without closing anything. A full mailbox
 * ($2 false) counts only with the third letter that it refuses in 30 days.
 *
 * $1 numbers · $2 whether one refusal is enough
 */
export const suppressBouncedStatement = `
INSERT INTO suppressions (owner_id, contact, key, reason, source, mailing_id)
SELECT DISTINCT ON (suppression_key(d.owner_id, d.recipient))
  d.owner_id, lower(d.recipient), suppression_key(d.owner_id, d.recipient), 'hard_bounce', 'reply', d.mailing_id
FROM unnest($1::bigint[], $2::boolean[]) AS bounce (number, is_enough)
JOIN deliveries d ON d.number = bounce.number
WHERE bounce.is_enough OR ${wasFullBefore('d')}
ORDER BY suppression_key(d.owner_id, d.recipient)
ON CONFLICT (key) DO NOTHING`;
