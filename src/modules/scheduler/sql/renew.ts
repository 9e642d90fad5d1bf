/** Lengthens leases that are still ours. $1 numbers · $2 epochs · $3 lease in ms */
export const renewStatement = `
UPDATE deliveries d SET lease_until = now() + $3 * interval '1 ms'
WHERE d.number = ANY ($1::bigint[]) AND d.epoch = ($2::int[])[array_position($1::bigint[], d.number)]
  AND d.status = 'leased'
RETURNING d.number`;
