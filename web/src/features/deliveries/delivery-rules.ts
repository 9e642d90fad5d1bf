import type { Delivery } from '../../api/ledger';

/** What a person makes of a delivery whose fate nobody knows. */
export type Decision = 'resend' | 'close';

/** Will it change by itself? */
export const isGoing = ({ status }: Pick<Delivery, 'status'>) =>
  status === 'pending' || status === 'sending' || status === 'deferred';
