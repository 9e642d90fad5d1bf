/** This moment as it is stored: rounded up, as `timestamptz(3)` would, it would not have come yet. */
export const dueNow = `date_trunc('milliseconds', now())`;
