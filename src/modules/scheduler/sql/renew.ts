/** Lengthens leases that are still ours. $1 numbers · $2 epochs · $3 lease in ms */
export const renewStatement = `
UPDATE deliveries d SET lease_until = now() + $3 * interval '1 ms'
FROM unnest($1::bigint[], $2::int[]) AS ticket (number, epoch)
WHERE d.number = ticket.number AND d.epoch = ticket.epoch AND d.status = 'leased'
RETURNING d.number`;
