/** What a run sends, while it may send. $1 run id */
export const loadRunStatement = `
SELECT r.id, r.mailing_id AS "mailingId", r.owner_id AS "ownerId", r.message_id AS "messageId", r.channel,
  r.subject, r.html, r.text, r.sender_name AS "senderName", r.sender_address AS "senderAddress",
  r.ends_at AS "endsAt"
FROM runs r
JOIN mailings m ON m.id = r.mailing_id
JOIN users u ON u.id = r.owner_id
WHERE r.id = $1 AND r.status = 'running' AND NOT m.paused AND NOT m.disabled AND m.deleted_at IS NULL
  AND u.blocked_at IS NULL AND (r.ends_at IS NULL OR r.ends_at > now())`;
