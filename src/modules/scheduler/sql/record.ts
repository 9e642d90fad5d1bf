import { dueNow } from './due-now.js';
import { resendAt, unansweredStatus } from './may-resend.js';

/**
 * Stores a group of results: the deliveries' new states, the runs' counters and the attempts, all or nothing.
 * It may be repeated: a delivery moves only while the claim's epoch is its own, and an attempt is stored once by
 * its id. An attempt is stored even where the claim was lost meanwhile, because it did happen.
 * A late real answer settles a delivery that was given up as uncertain; a late 4xx does not, since its run may be
 * over.
 * The rows are looked up by their numbers, so that no plan can go through the whole table.
 *
 * $1 numbers · $2 epochs · $3 statuses · $4 counted · $5 next attempts · $6 attempt ids (null: no attempt) · $7 at ·
 * $8 attempt statuses · $9 stages · $10 codes · $11 enhanced codes · $12 replies · $13 errors · $14 durations in ms
 */
export const recordStatement = `
WITH results AS MATERIALIZED (
  SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::boolean[], $5::timestamptz[], $6::uuid[],
    $7::timestamptz[], $8::text[], $9::text[], $10::int[], $11::text[], $12::text[], $13::text[], $14::int[])
  AS result (number, epoch, status, counted, next_attempt_at, attempt_id, at, attempt_status, stage, code,
    enhanced_code, reply, error, duration_ms)
), known AS MATERIALIZED (
  SELECT results.*, d.id, d.owner_id, d.mailing_id, d.run_id, d.client_id, d.recipient, d.status AS old_status,
    CASE WHEN results.status = 'uncertain' THEN ${unansweredStatus} ELSE results.status END AS new_status,
    d.epoch = results.epoch AND (d.status IN ('leased', 'sending')
      OR d.status = 'uncertain' AND results.status IN ('sent', 'failed')) AS is_held
  FROM deliveries d JOIN results ON results.number = d.number
  WHERE d.number = ANY ($1::bigint[])
  ORDER BY d.number FOR UPDATE OF d
), changed AS (
  UPDATE deliveries d SET
    status = known.new_status,
    lease_until = NULL,
    -- Whoever waits has a time, or no claim would find them.
    next_attempt_at = CASE
      WHEN known.status = 'uncertain' AND known.new_status = 'deferred' THEN ${resendAt}
      WHEN known.new_status IN ('pending', 'deferred') THEN coalesce(known.next_attempt_at, ${dueNow}) END,
    attempts = d.attempts + known.counted::int,
    first_attempt_at = CASE WHEN known.counted THEN coalesce(d.first_attempt_at, known.at)
      ELSE d.first_attempt_at END,
    sent_at = CASE WHEN known.status = 'sent' THEN known.at ELSE d.sent_at END,
    last_code = CASE WHEN known.attempt_id IS NULL THEN d.last_code ELSE known.code END,
    last_reply = CASE WHEN known.attempt_id IS NULL THEN d.last_reply ELSE coalesce(known.reply, known.error) END
  FROM known WHERE known.is_held AND d.number = known.number
  RETURNING d.run_id, d.status, known.old_status
), sums AS (
  SELECT run_id,
    count(*) FILTER (WHERE status = 'sent') AS sent,
    count(*) FILTER (WHERE status = 'failed') AS failed,
    count(*) FILTER (WHERE status = 'uncertain') - count(*) FILTER (WHERE old_status = 'uncertain') AS uncertain
  FROM changed GROUP BY run_id
), locked AS MATERIALIZED (
  -- In one order everywhere, so that two workers that count for the same runs never wait for each other.
  SELECT id FROM runs WHERE id IN (SELECT run_id FROM sums) ORDER BY id FOR NO KEY UPDATE
), counted AS (
  UPDATE runs SET sent = runs.sent + sums.sent, failed = runs.failed + sums.failed,
    uncertain = runs.uncertain + sums.uncertain
  FROM sums JOIN locked ON locked.id = sums.run_id WHERE runs.id = locked.id
)
INSERT INTO attempts (id, at, status, stage, code, enhanced_code, reply, error, duration_ms, owner_id, delivery_id,
  run_id, mailing_id, message_id, client_id, recipient)
SELECT k.attempt_id, k.at, k.attempt_status, k.stage, k.code, k.enhanced_code, k.reply, k.error, k.duration_ms,
  k.owner_id, k.id, k.run_id, k.mailing_id, r.message_id, k.client_id, k.recipient
FROM known k JOIN runs r ON r.id = k.run_id
WHERE k.attempt_id IS NOT NULL
ON CONFLICT (id, at) DO NOTHING`;
