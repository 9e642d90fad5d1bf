/** When the earliest waiting delivery of the run becomes due; now when one is due already. $1 run id */
export const nextDueStatement = `
SELECT CASE
  WHEN EXISTS (SELECT FROM deliveries
    WHERE run_id = $1 AND status = 'pending' AND (next_attempt_at IS NULL OR next_attempt_at <= now())) THEN now()
  ELSE least(
    (SELECT min(next_attempt_at) FROM deliveries WHERE run_id = $1 AND status = 'pending'),
    (SELECT min(next_attempt_at) FROM deliveries WHERE run_id = $1 AND status = 'deferred'))
END AS "dueAt"`;
