import { fullMailboxLimit } from '../../domain/smtp-reply.js';

const since = `now() - interval '${fullMailboxLimit.days} days'`;

/**
 * True for a delivery `d` whose recipient's mailbox has been full for other letters often enough, so that one more is
 * one too many. Told at once by the server or later by a report, each letter counts once.
 */
export function wasFullBefore(d: string): string {
  return `(
    (SELECT count(*) FROM attempts a
      WHERE a.client_id = ${d}.client_id AND a.enhanced_code = '5.2.2' AND a.recipient = ${d}.recipient
        AND a.at > ${since} AND a.delivery_id <> ${d}.id)
    + (SELECT count(*) FROM full_mailbox_reports r
      WHERE r.client_id = ${d}.client_id AND r.key = suppression_key(${d}.owner_id, ${d}.recipient)
        AND r.at > ${since} AND r.delivery_id <> ${d}.id
        -- A report that settled its delivery has left an attempt, which is counted above.
        AND NOT EXISTS (SELECT FROM attempts a
          WHERE a.client_id = r.client_id AND a.delivery_id = r.delivery_id AND a.enhanced_code = '5.2.2' AND a.at > ${since}))
    >= ${fullMailboxLimit.letters - 1})`;
}

/** Reports that are too old to count. */
export const outdatedReports = `DELETE FROM full_mailbox_reports WHERE at <= ${since}`;
