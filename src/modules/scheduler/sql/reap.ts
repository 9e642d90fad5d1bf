import { dueNow } from './due-now.js';
import { resendAt, unansweredStatus } from './may-resend.js';
import { hasFresh } from './next-due.js';

/**
 * Takes back what workers that died (or lost the database) held. A lease that ended before the barrier goes back to
 * pending, and no attempt is used. Past the barrier nobody can know: the delivery becomes uncertain (or, by its
 * mailing's policy, is sent again), with an attempt that says so (RFC 5321, section 4.5.3.2.6). A server that has just
 * started reaps nothing: the workers had no way to renew and to store. PostgreSQL starts its checkpointer anew when it
 * recovers from the crash of one of its processes; who may not see that sees null, and goes by the server's start.
 *
 * It looks at the batches that were claimed some time ago, and forgets those of which nothing is held any more.
 *
 * $1 most batches · $2 ms that the server must have been up · $3 ms after which a batch is looked at again
 */
export const reapStatement = `
WITH server AS MATERIALIZED (
  SELECT greatest(pg_postmaster_start_time(),
    (SELECT max(backend_start) FROM pg_stat_activity WHERE backend_type = 'checkpointer')) AS up_since
), batches AS MATERIALIZED (
  SELECT id, numbers FROM claims
  WHERE check_at <= now() AND (SELECT up_since FROM server) < now() - $2 * interval '1 ms'
  ORDER BY check_at LIMIT $1 FOR UPDATE SKIP LOCKED
), held AS MATERIALIZED (
  SELECT d.number, d.lease_until FROM deliveries d
  WHERE d.number = ANY (ARRAY(SELECT unnest(numbers) FROM batches)) AND d.status IN ('leased', 'sending')
), lost AS MATERIALIZED (
  SELECT d.number, d.status AS old_status,
    CASE WHEN d.status = 'leased' THEN 'pending' ELSE ${unansweredStatus} END AS new_status
  FROM deliveries d
  WHERE d.number = ANY (ARRAY(SELECT number FROM held WHERE lease_until < now()))
    AND d.status IN ('leased', 'sending') AND d.lease_until < now()
  ORDER BY d.number FOR UPDATE OF d SKIP LOCKED
), still_held AS MATERIALIZED (
  SELECT DISTINCT batches.id
  FROM batches, unnest(batches.numbers) AS one (number) JOIN held USING (number)
  WHERE NOT EXISTS (SELECT FROM lost WHERE lost.number = one.number)
), kept AS (
  UPDATE claims SET check_at = now() + $3 * interval '1 ms' WHERE id IN (SELECT id FROM still_held)
), forgotten AS (
  DELETE FROM claims WHERE id IN (SELECT id FROM batches EXCEPT SELECT id FROM still_held)
), changed AS (
  UPDATE deliveries d SET
    status = lost.new_status,
    next_attempt_at = CASE lost.new_status WHEN 'deferred' THEN ${resendAt} WHEN 'pending' THEN ${dueNow} END,
    attempts = d.attempts + (lost.old_status = 'sending')::int,
    first_attempt_at = CASE WHEN lost.old_status = 'sending' THEN coalesce(d.first_attempt_at, now())
      ELSE d.first_attempt_at END,
    last_reply = CASE WHEN lost.old_status = 'sending' THEN NULL ELSE d.last_reply END,
    last_code = CASE WHEN lost.old_status = 'sending' THEN NULL ELSE d.last_code END,
    lease_until = NULL
  FROM lost WHERE d.number = ANY (ARRAY(SELECT number FROM lost)) AND d.number = lost.number
  RETURNING d.*, lost.old_status
), sums AS (
  SELECT run_id, count(*) AS uncertain FROM changed WHERE status = 'uncertain' GROUP BY run_id
), locked AS MATERIALIZED (
  -- In one order everywhere, so that two workers that count for the same runs never wait for each other.
  SELECT id FROM runs WHERE id IN (SELECT run_id FROM sums) ORDER BY id FOR NO KEY UPDATE
), counted AS (
  UPDATE runs SET uncertain = runs.uncertain + sums.uncertain FROM sums JOIN locked ON locked.id = sums.run_id WHERE runs.id = locked.id
), written AS (
  INSERT INTO attempts (at, status, stage, error, duration_ms, owner_id, delivery_id, run_id, mailing_id, message_id,
    client_id, recipient)
  SELECT now(), 'uncertain', 'dot', 'the worker ended before it could store the server''s answer', 0, c.owner_id,
    c.id, c.run_id, c.mailing_id, r.message_id, c.client_id, c.recipient
  FROM changed c JOIN runs r ON r.id = c.run_id
  WHERE c.old_status = 'sending'
)
SELECT (SELECT count(*) FROM batches) AS looked, count(*) FILTER (WHERE status = 'pending') AS returned,
  count(*) FILTER (WHERE old_status = 'sending') AS unanswered
FROM changed`;

/**
 * Nothing of an open run is ever out of sight of all that look for work. Should it happen all the same (a version that
 * kept no batches was still running beside this one, or somebody changed rows by hand), its rows are brought back:
 * what is pending becomes due, what is held becomes a batch to look at.
 */
export const bringBackStatement = `
WITH lonely AS MATERIALIZED (
  SELECT r.id FROM runs r
  WHERE r.status = 'running' AND r.finished_at IS NULL AND r.snapshot_done_at IS NOT NULL
    AND r.total > r.sent + r.failed + r.expired + r.uncertain + r.suppressed + r.cancelled
    AND NOT EXISTS (SELECT FROM claims WHERE run_id = r.id) AND NOT ${hasFresh}
    AND NOT EXISTS (SELECT FROM deliveries WHERE run_id = r.id AND next_attempt_at IS NOT NULL)
), returned AS (
  UPDATE deliveries SET next_attempt_at = ${dueNow}
  WHERE run_id IN (SELECT id FROM lonely) AND status IN ('pending', 'deferred') AND next_attempt_at IS NULL
  RETURNING 1
), watched AS (
  INSERT INTO claims (run_id, numbers, check_at)
  SELECT run_id, array_agg(number), now() FROM deliveries
  WHERE run_id IN (SELECT id FROM lonely) AND status IN ('leased', 'sending') GROUP BY run_id
  RETURNING cardinality(numbers) AS count
)
SELECT (SELECT count(*) FROM returned) AS returned, (SELECT coalesce(sum(count), 0)::int FROM watched) AS watched`;
