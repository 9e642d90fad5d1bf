/** The next opening of the client's day where it is outside the run's local window, else null. */
const putOffTo = `CASE WHEN timezone IS NOT NULL THEN nullif(window_opening(now(), timezone,
    (SELECT window_from FROM open_run), (SELECT window_to FROM open_run)), now()) END AS put_off_to`;

/**
 * Leases deliveries of a run that are due: first those that waited for their time, then new ones in their order.
 * Whoever is outside the local window is put off to its next opening instead.
 *
 * New ones are found by the run's cursor, which one claim at a time moves; they are not passed over when somebody else
 * holds them (as those that waited are), because the cursor would leave them behind. `= ANY (ARRAY(...))` keeps the
 * plan on the primary key whatever the statistics say.
 *
 * $1 run id · $2 limit · $3 lease in ms · $4 ms after which to see whether they were settled
 */
export const claimStatement = `
WITH open_run AS MATERIALIZED (
  SELECT r.id, r.window_from, r.window_to FROM runs r
  JOIN mailings m ON m.id = r.mailing_id
  JOIN users u ON u.id = r.owner_id
  WHERE r.id = $1 AND r.status = 'running' AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL
    AND u.blocked_at IS NULL AND (r.ends_at IS NULL OR r.ends_at > now())
), cursor AS MATERIALIZED (
  SELECT claimed_to FROM claim_cursors WHERE run_id = (SELECT id FROM open_run) FOR UPDATE
), waited AS MATERIALIZED (
  SELECT number, ${putOffTo} FROM deliveries
  WHERE run_id = (SELECT id FROM open_run) AND next_attempt_at <= now() AND status IN ('pending', 'deferred')
  ORDER BY next_attempt_at LIMIT $2::int FOR UPDATE SKIP LOCKED
), fresh AS MATERIALIZED (
  SELECT number, ${putOffTo} FROM deliveries
  WHERE run_id = (SELECT id FROM open_run) AND number > (SELECT claimed_to FROM cursor)
    AND status = 'pending' AND next_attempt_at IS NULL
  ORDER BY number LIMIT $2::int - (SELECT count(*) FROM waited) FOR UPDATE
), moved AS (
  -- With fewer than wanted all that are there have been seen; what a slice adds later has greater numbers.
  UPDATE claim_cursors SET claimed_to = greatest(claimed_to, CASE
    WHEN (SELECT count(*) FROM waited) + (SELECT count(*) FROM fresh) < $2::int
      THEN (SELECT max(number) FROM deliveries WHERE run_id = (SELECT id FROM open_run))
    ELSE (SELECT max(number) FROM fresh) END)
  WHERE run_id = (SELECT id FROM open_run)
), due AS MATERIALIZED (
  SELECT * FROM waited UNION ALL SELECT * FROM fresh
), put_off AS (
  UPDATE deliveries d SET status = 'deferred', next_attempt_at = due.put_off_to
  FROM due WHERE due.put_off_to IS NOT NULL AND d.number = due.number
), taken AS (
  -- No join: two lists of a thousand may be compared a million times.
  UPDATE deliveries d SET status = 'leased', next_attempt_at = NULL, epoch = d.epoch + 1,
    lease_until = now() + $3 * interval '1 ms'
  WHERE d.number = ANY (ARRAY(SELECT number FROM due WHERE put_off_to IS NULL))
  RETURNING d.*
), noted AS (
  INSERT INTO claims (run_id, numbers, check_at)
  SELECT $1, array_agg(number), now() + $4 * interval '1 ms' FROM taken HAVING count(*) > 0
)
SELECT number, id, epoch, owner_id AS "ownerId", mailing_id AS "mailingId", client_id AS "clientId", recipient,
  recipient_name AS "recipientName", slots, attempts, first_attempt_at AS "firstAttemptAt"
FROM taken ORDER BY number`;
