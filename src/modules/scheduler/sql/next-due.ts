/** True for a run `r` of which some have never been claimed. */
export const hasFresh = `EXISTS (SELECT FROM deliveries d
  WHERE d.run_id = r.id AND d.number > (SELECT claimed_to FROM claim_cursors WHERE run_id = r.id)
    AND d.status = 'pending' AND d.next_attempt_at IS NULL)`;

/** True for a run `r` of which some have waited for their time, and it has come. */
export const hasDue = `EXISTS (SELECT FROM deliveries d
  WHERE d.run_id = r.id AND d.next_attempt_at <= now() AND d.status IN ('pending', 'deferred'))`;

/**
 * When the earliest waiting delivery of the run becomes due; now when one is due already. Whoever is outside the local
 * window is due too: the claim puts them off.
 *
 * $1 run id
 */
export const nextDueStatement = `
SELECT CASE WHEN ${hasFresh} OR ${hasDue} THEN now()
  ELSE (SELECT min(next_attempt_at) FROM deliveries
    WHERE run_id = r.id AND next_attempt_at IS NOT NULL AND status IN ('pending', 'deferred'))
END AS "dueAt"
FROM runs r WHERE r.id = $1`;
