/**
 * When the earliest waiting delivery of the run becomes due; now when one is due already. Where the run has a local
 * window, whoever is outside it is due at its next opening.
 *
 * $1 run id
 */
export const nextDueStatement = `
SELECT CASE
  WHEN r.window_from IS NOT NULL THEN (
    SELECT min(window_opening(greatest(d.next_attempt_at, now()), d.timezone, r.window_from, r.window_to))
    FROM deliveries d WHERE d.run_id = r.id AND d.status IN ('pending', 'deferred'))
  WHEN EXISTS (SELECT FROM deliveries
    WHERE run_id = r.id AND status = 'pending' AND (next_attempt_at IS NULL OR next_attempt_at <= now())) THEN now()
  ELSE least(
    (SELECT min(next_attempt_at) FROM deliveries WHERE run_id = r.id AND status = 'pending'),
    (SELECT min(next_attempt_at) FROM deliveries WHERE run_id = r.id AND status = 'deferred'))
END AS "dueAt"
FROM runs r WHERE r.id = $1`;
