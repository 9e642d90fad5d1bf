/** Makes due what stands back because of its relay or its domain. $1 run id */
export const callBackStatement = `
UPDATE deliveries SET next_attempt_at = NULL
WHERE run_id = $1 AND status = 'pending' AND next_attempt_at > now()`;
