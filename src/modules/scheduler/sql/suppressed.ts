/**
 * True for a contact that its owner must not write to. OFFSET keeps it one look into the unique index for each row,
 * whatever the statistics say: a list of a million is never read through to send fifty letters.
 */
export function isSuppressed(ownerId: string, contact: string): string {
  return `EXISTS (SELECT FROM suppressions s WHERE s.key = suppression_key(${ownerId}, ${contact}) OFFSET 0)`;
}

/**
 * Closes claims that the barrier refused because of their client. $1 numbers · $2 epochs
 */
export const suppressRefusedStatement = `
WITH refused AS MATERIALIZED (
  SELECT d.number FROM unnest($1::bigint[], $2::int[]) AS ticket (number, epoch)
  JOIN deliveries d ON d.number = ticket.number AND d.epoch = ticket.epoch
  WHERE d.status = 'leased' AND ${isSuppressed('d.owner_id', 'd.recipient')}
  ORDER BY d.number FOR UPDATE OF d
), closed AS (
  UPDATE deliveries SET status = 'suppressed', lease_until = NULL, next_attempt_at = NULL
  WHERE number = ANY (ARRAY(SELECT number FROM refused)) RETURNING run_id
), counted AS (
  SELECT run_id, count(*)::int AS count FROM closed GROUP BY run_id
), locked AS MATERIALIZED (
  -- In one order everywhere, so that two workers that count for the same runs never wait for each other.
  SELECT id FROM runs WHERE id IN (SELECT run_id FROM counted) ORDER BY id FOR NO KEY UPDATE
)
UPDATE runs SET suppressed = runs.suppressed + counted.count
FROM counted JOIN locked ON locked.id = counted.run_id WHERE runs.id = locked.id`;

/**
 * Suppresses the recipients of deliveries that a server refused for good, without closing anything. A full mailbox
 * ($3 false) counts only with the third refusal of its kind in 30 days.
 *
 * $1 numbers · $2 attempt ids · $3 whether one refusal is enough
 */
export const suppressBouncedStatement = `
INSERT INTO suppressions (owner_id, contact, key, reason, source, mailing_id)
SELECT DISTINCT ON (suppression_key(d.owner_id, d.recipient))
  d.owner_id, lower(d.recipient), suppression_key(d.owner_id, d.recipient), 'hard_bounce', 'reply', d.mailing_id
FROM unnest($1::bigint[], $2::uuid[], $3::boolean[]) AS bounce (number, attempt_id, is_enough)
JOIN deliveries d ON d.number = bounce.number
WHERE bounce.is_enough OR (
  SELECT count(*) FROM attempts a
  WHERE a.client_id = d.client_id AND a.enhanced_code = '5.2.2' AND a.recipient = d.recipient
    AND a.at > now() - interval '30 days' AND a.id <> bounce.attempt_id) >= 2
ORDER BY suppression_key(d.owner_id, d.recipient)
ON CONFLICT (key) DO NOTHING`;
