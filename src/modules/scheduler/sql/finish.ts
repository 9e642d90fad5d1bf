/** Closes a run when its snapshot is whole and nothing of it is open. $1 run id */
export const finishStatement = `
UPDATE runs SET status = CASE WHEN status = 'running' THEN 'completed' ELSE status END, finished_at = now()
WHERE id = $1 AND finished_at IS NULL AND (snapshot_done_at IS NOT NULL OR status <> 'running')
  AND total = sent + failed + expired + uncertain + suppressed + cancelled
RETURNING mailing_id AS "mailingId"`;
