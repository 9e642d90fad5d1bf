// The life of a delivery: one message to one client within one run.

/** As stored. `leased` is a worker's claim; outside it reads as `pending`, because nothing has been tried. */
export const storedDeliveryStatuses = [
  'pending',
  'leased',
  'sending',
  'deferred',
  'sent',
  'failed',
  'uncertain',
  'expired',
  'suppressed',
  'cancelled',
] as const;
export type StoredDeliveryStatus = (typeof storedDeliveryStatuses)[number];

/** As shown to owners. */
export const deliveryStatuses = storedDeliveryStatuses.filter((status) => status !== 'leased') as Exclude<
  StoredDeliveryStatus,
  'leased'
>[];
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export const attemptStatuses = ['success', 'fail', 'uncertain'] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** How far the dialogue with the server had come; `dot` is everything after the barrier, `report` a mail about it. */
export const attemptStages = [
  'connect',
  'greeting',
  'ehlo',
  'tls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'dot',
  'gateway',
  'console',
  'report',
] as const;
export type AttemptStage = (typeof attemptStages)[number];

/**
 * What a delivery may become. `leased` goes back when its lease ends or the relay was at fault; from `sending` on
 * only the server's own words decide, and without them it is `uncertain`. `sending -> pending` is a server that
 * refused the mail because of the relay's rate (4.7.28).
 */
const transitions = {
  pending: ['leased', 'suppressed', 'expired', 'cancelled'],
  leased: ['pending', 'deferred', 'failed', 'sending', 'suppressed', 'expired', 'cancelled'],
  sending: ['sent', 'deferred', 'failed', 'pending', 'uncertain'],
  deferred: ['leased', 'suppressed', 'expired', 'cancelled'],
  sent: [],
  failed: [],
  uncertain: ['sent', 'failed', 'deferred'],
  expired: [],
  suppressed: [],
  cancelled: [],
} as const satisfies Record<StoredDeliveryStatus, readonly StoredDeliveryStatus[]>;

export function canBecome(from: StoredDeliveryStatus, to: StoredDeliveryStatus): boolean {
  return (transitions[from] as readonly StoredDeliveryStatus[]).includes(to);
}

/** True when nothing changes it any more. An `uncertain` delivery is neither final nor open: it waits for a word. */
export function isFinal(status: StoredDeliveryStatus): boolean {
  return transitions[status].length === 0;
}

/** While one of these is left, the run is not over. */
export const openDeliveryStatuses = ['pending', 'leased', 'sending', 'deferred'] as const;

export function isOpen(status: StoredDeliveryStatus): boolean {
  return (openDeliveryStatuses as readonly StoredDeliveryStatus[]).includes(status);
}

/** The status as owners see it. */
export function shownStatus(status: StoredDeliveryStatus): DeliveryStatus {
  return status === 'leased' ? 'pending' : status;
}
