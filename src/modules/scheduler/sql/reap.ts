import { resendAt, unansweredStatus } from './may-resend.js';

/**
 * Takes back what workers that died (or lost the database) held. A lease that ended before the barrier goes back to
 * pending, and no attempt is used. Past the barrier nobody can know: the delivery becomes uncertain (or, by its
 * mailing's policy, is sent again), with an attempt that says so (RFC 5321, section 4.5.3.2.6). A server that has just
 * started reaps nothing: the workers had no way to renew and to store. PostgreSQL starts its checkpointer anew when it
 * recovers from the crash of one of its processes; who may not see that sees null, and goes by the server's start.
 *
 * $1 limit · $2 ms that the server must have been up
 */
export const reapStatement = `
WITH server AS MATERIALIZED (
  SELECT greatest(pg_postmaster_start_time(),
    (SELECT max(backend_start) FROM pg_stat_activity WHERE backend_type = 'checkpointer')) AS up_since
), lost AS MATERIALIZED (
  SELECT d.number, d.status AS old_status,
    CASE WHEN d.status = 'leased' THEN 'pending' ELSE ${unansweredStatus} END AS new_status
  FROM deliveries d
  WHERE d.status IN ('leased', 'sending') AND d.lease_until < now()
    AND (SELECT up_since FROM server) < now() - $2 * interval '1 ms'
  ORDER BY d.number LIMIT $1 FOR UPDATE OF d SKIP LOCKED
), changed AS (
  UPDATE deliveries d SET
    status = lost.new_status,
    next_attempt_at = CASE WHEN lost.new_status = 'deferred' THEN ${resendAt} ELSE d.next_attempt_at END,
    attempts = d.attempts + (lost.old_status = 'sending')::int,
    first_attempt_at = CASE WHEN lost.old_status = 'sending' THEN coalesce(d.first_attempt_at, now())
      ELSE d.first_attempt_at END,
    last_reply = CASE WHEN lost.old_status = 'sending' THEN NULL ELSE d.last_reply END,
    last_code = CASE WHEN lost.old_status = 'sending' THEN NULL ELSE d.last_code END,
    lease_until = NULL
  FROM lost WHERE d.number = lost.number
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
SELECT count(*) FILTER (WHERE status = 'pending') AS returned,
  count(*) FILTER (WHERE old_status = 'sending') AS unanswered
FROM changed`;
