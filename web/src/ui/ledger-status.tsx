// The statuses of the ledger, as the same dot and word wherever they stand.
import { useTranslations } from 'use-intl';
import type { Texts } from '../i18n/ru';
import { StatusBadge, type Tone } from './status-badge';

type DeliveryStatus = keyof Texts['statuses']['delivery'];
type AttemptStatus = keyof Texts['statuses']['attempt'];

const deliveryTones: Record<DeliveryStatus, Tone> = {
  pending: 'quiet',
  sending: 'busy',
  deferred: 'busy',
  sent: 'good',
  failed: 'bad',
  uncertain: 'doubt',
  expired: 'bad',
  suppressed: 'quiet',
  cancelled: 'quiet',
};
const attemptTones: Record<AttemptStatus, Tone> = { success: 'good', fail: 'bad', uncertain: 'doubt' };

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const t = useTranslations('statuses.delivery');
  return <StatusBadge tone={deliveryTones[status]}>{t(status)}</StatusBadge>;
}

export function AttemptStatusBadge({ status }: { status: AttemptStatus }) {
  const t = useTranslations('statuses.attempt');
  return <StatusBadge tone={attemptTones[status]}>{t(status)}</StatusBadge>;
}
