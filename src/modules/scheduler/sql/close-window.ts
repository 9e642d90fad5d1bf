/**
 * Lets those wait whose local window has closed meanwhile: they are due at its next opening. The end of the mailing
 * may come first; then they expire.
 *
 * $1 limit
 */
export const closeWindowStatement = `
WITH outside AS (
  SELECT d.number, window_opening(now(), d.timezone, r.window_from, r.window_to) AS opening
  FROM runs r JOIN deliveries d ON d.run_id = r.id
  WHERE r.status = 'running' AND r.window_from IS NOT NULL AND d.timezone IS NOT NULL
    AND (d.status = 'pending' OR d.status = 'deferred' AND d.next_attempt_at <= now())
    AND window_opening(now(), d.timezone, r.window_from, r.window_to) > now()
  LIMIT $1 FOR UPDATE OF d SKIP LOCKED
)
UPDATE deliveries d SET status = 'deferred', next_attempt_at = outside.opening
FROM outside WHERE d.number = outside.number`;
