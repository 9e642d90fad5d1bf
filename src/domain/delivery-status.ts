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

/** How far the dialogue with the server had come; `dot` is everything after the barrier. */
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
] as const;
export type AttemptStage = (typeof attemptStages)[number];
