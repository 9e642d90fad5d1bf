import { dueNow } from './due-now.js';

/** Makes due what stands back because of its relay or its domain. $1 run id */
export const callBackStatement = `
UPDATE deliveries SET next_attempt_at = ${dueNow}
WHERE run_id = $1 AND next_attempt_at > now() AND status = 'pending'`;
