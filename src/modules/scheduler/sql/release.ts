/** Hands claims back untried. $1 numbers · $2 epochs */
export const releaseStatement = `
UPDATE deliveries d SET status = 'pending', lease_until = NULL
FROM unnest($1::bigint[], $2::int[]) AS ticket (number, epoch)
WHERE d.number = ticket.number AND d.epoch = ticket.epoch AND d.status = 'leased'`;
