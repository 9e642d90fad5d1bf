/** What the letters of a run carry. $1 run id */
export const loadFilesStatement = `
SELECT f.name, f.type, c.bytes
FROM run_attachments f
JOIN attachment_contents c ON c.owner_id = f.owner_id AND c.hash = f.hash
WHERE f.run_id = $1
ORDER BY f.position`;
