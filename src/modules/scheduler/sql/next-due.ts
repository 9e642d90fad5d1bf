/** When the earliest waiting delivery of the run becomes due: now for a pending one. $1 run id */
export const nextDueStatement = `
SELECT CASE
  WHEN EXISTS (SELECT FROM deliveries WHERE run_id = $1 AND status = 'pending') THEN now()
  ELSE (SELECT min(next_attempt_at) FROM deliveries WHERE run_id = $1 AND status = 'deferred')
END AS "dueAt"`;
