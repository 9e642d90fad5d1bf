import { hasItsClient, isSuppressed } from './suppressed.js';

/** What may cross now, of the runs it is about. The same for all tickets of a run, so it is asked once. */
const openRuns = `
  SELECT r.id FROM runs r JOIN mailings m ON m.id = r.mailing_id JOIN users u ON u.id = r.owner_id
  WHERE r.id = ANY (ARRAY(SELECT DISTINCT run_id FROM deliveries WHERE number = ANY ($1::bigint[])))
    AND r.status = 'running' AND (r.ends_at IS NULL OR r.ends_at > clock_timestamp())
    AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL AND u.blocked_at IS NULL`;

/** For the few whose run has a local window. */
const openingOfWindow = `(SELECT window_opening(clock_timestamp(), d.timezone, r.window_from, r.window_to)
  FROM runs r WHERE r.id = d.run_id)`;

/**
 * The barrier: after this commit a delivery may have gone out, whatever happens to us. Only claims that are still
 * ours, of a run that may still send, to a client that is still there and may be written to, cross; the wall clock
 * counts at this very moment, not at the statement's start, because the statement may have waited for a lock.
 *
 * One table and its primary key, no join: there is no other plan that statistics could lead to.
 *
 * $1 numbers · $2 epochs · $3 ms after which an unanswered one counts as uncertain
 */
export const barrierStatement = `
UPDATE deliveries d SET status = 'sending', lease_until = clock_timestamp() + $3 * interval '1 ms'
WHERE d.number = ANY ($1::bigint[]) AND d.epoch = ($2::int[])[array_position($1::bigint[], d.number)]
  AND d.status = 'leased' AND d.lease_until > clock_timestamp()
  AND d.run_id = ANY (ARRAY(${openRuns}))
  AND ${hasItsClient}
  AND NOT ${isSuppressed('d.owner_id', 'd.recipient')}
  AND (d.timezone IS NULL OR ${openingOfWindow} <= clock_timestamp())
RETURNING d.number`;
