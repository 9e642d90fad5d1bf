/** Deliveries know a zone only where the run has a local window. */
const insideTheWindow = `AND (timezone IS NULL OR window_opening(now(), timezone,
    (SELECT window_from FROM open_run), (SELECT window_to FROM open_run)) <= now())`;

/**
 * Leases deliveries of a run that are due: retries first, then new ones in their order. Claims of several workers
 * pass each other by (SKIP LOCKED). `= ANY (ARRAY(...))` keeps the plan on the primary key whatever the statistics say.
 *
 * $1 run id · $2 limit · $3 lease in ms
 */
export const claimStatement = `
WITH open_run AS (
  SELECT r.id, r.window_from, r.window_to FROM runs r
  JOIN mailings m ON m.id = r.mailing_id
  JOIN users u ON u.id = r.owner_id
  WHERE r.id = $1 AND r.status = 'running' AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL
    AND u.blocked_at IS NULL AND (r.ends_at IS NULL OR r.ends_at > now())
), retries AS (
  SELECT number FROM deliveries
  WHERE run_id = (SELECT id FROM open_run) AND status = 'deferred' AND next_attempt_at <= now() ${insideTheWindow}
  ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
), fresh AS (
  SELECT number FROM deliveries
  WHERE run_id = (SELECT id FROM open_run) AND status = 'pending'
    AND (next_attempt_at IS NULL OR next_attempt_at <= now()) ${insideTheWindow}
  ORDER BY number LIMIT $2 - (SELECT count(*) FROM retries) FOR UPDATE SKIP LOCKED
)
UPDATE deliveries SET status = 'leased', epoch = epoch + 1, lease_until = now() + $3 * interval '1 ms'
WHERE number = ANY (ARRAY(SELECT number FROM retries UNION ALL SELECT number FROM fresh))
RETURNING number, id, epoch, owner_id AS "ownerId", mailing_id AS "mailingId", client_id AS "clientId", recipient, recipient_name AS "recipientName", slots,
  attempts, first_attempt_at AS "firstAttemptAt"`;
