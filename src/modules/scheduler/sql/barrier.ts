import { isSuppressed } from './suppressed.js';

/**
 * The barrier: after this commit a delivery may have gone out, whatever happens to us. Only claims that are still
 * ours, of a run that may still send, cross; the wall clock counts at this very moment, not at the statement's start,
 * because the statement may have waited for a lock.
 *
 * $1 numbers · $2 epochs · $3 ms after which an unanswered one counts as uncertain
 */
export const barrierStatement = `
UPDATE deliveries d SET status = 'sending', lease_until = clock_timestamp() + $3 * interval '1 ms'
FROM unnest($1::bigint[], $2::int[]) AS ticket (number, epoch), runs r, mailings m, users u
WHERE d.number = ticket.number AND d.epoch = ticket.epoch AND d.status = 'leased'
  AND d.lease_until > clock_timestamp()
  AND r.id = d.run_id AND r.status = 'running' AND (r.ends_at IS NULL OR r.ends_at > clock_timestamp())
  AND m.id = r.mailing_id AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL
  AND u.id = r.owner_id AND u.blocked_at IS NULL
  AND NOT ${isSuppressed('d.owner_id', 'd.recipient')}
  AND (d.timezone IS NULL
    OR window_opening(clock_timestamp(), d.timezone, r.window_from, r.window_to) <= clock_timestamp())
RETURNING d.number`;
