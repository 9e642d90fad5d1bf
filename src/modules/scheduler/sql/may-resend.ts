import { retryLimits } from '../../../domain/retry-policy.js';

/** After an unanswered dot: long enough for a server that did take the letter to be seen by its bounce or its log. */
const resendAfter = `interval '5 minutes'`;

/**
 * True for a delivery `d` whose mailing prefers twice to never, while its run goes on and tries are left.
 * Only asked for the few that end without an answer.
 */
const mayResend = `EXISTS (
  SELECT FROM runs r JOIN mailings m ON m.id = r.mailing_id
  WHERE r.id = d.run_id AND m.uncertain_policy = 'resend' AND r.status = 'running'
    AND (r.ends_at IS NULL OR r.ends_at > now()) AND d.attempts + 1 < ${retryLimits.attempts})`;

/** What an unanswered delivery `d` becomes by its mailing's policy. */
export const unansweredStatus = `CASE WHEN ${mayResend} THEN 'deferred' ELSE 'uncertain' END`;

/** When a delivery that was given up as uncertain, but is to be sent again, is due. */
export const resendAt = `now() + ${resendAfter}`;
