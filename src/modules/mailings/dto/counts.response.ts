/** How a run's deliveries stand; `pending` is everything without a final state, what waits for a retry included. */
export class Counts {
  total: number;
  pending: number;
  sent: number;
  failed: number;
  expired: number;
  uncertain: number;
  suppressed: number;
  cancelled: number;
}
