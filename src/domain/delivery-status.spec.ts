import { describe, expect, it } from 'vitest';
import {
  canBecome,
  deliveryStatuses,
  isFinal,
  isOpen,
  shownStatus,
  storedDeliveryStatuses,
  type StoredDeliveryStatus,
} from './delivery-status.js';

const all = storedDeliveryStatuses;

function reachableFrom(start: StoredDeliveryStatus): Set<StoredDeliveryStatus> {
  const reached = new Set([start]);
  for (const from of reached) for (const to of all) if (canBecome(from, to)) reached.add(to);
  return reached;
}

describe('The life of a delivery', () => {
  it.each<[StoredDeliveryStatus, StoredDeliveryStatus[]]>([
    ['pending', ['leased', 'expired', 'suppressed', 'cancelled']],
    ['leased', ['pending', 'sending', 'deferred', 'failed', 'expired', 'suppressed', 'cancelled']],
    ['sending', ['pending', 'deferred', 'sent', 'failed', 'uncertain']],
    ['deferred', ['leased', 'expired', 'suppressed', 'cancelled']],
    ['sent', []],
    ['failed', []],
    ['uncertain', ['deferred', 'sent', 'failed']],
    ['expired', []],
    ['suppressed', []],
    ['cancelled', []],
  ])('%s becomes %j', (from, expected) => {
    expect(all.filter((to) => canBecome(from, to))).toEqual(expected);
  });

  it('Every status is reached from pending', () => {
    expect(all.filter((status) => !reachableFrom('pending').has(status))).toEqual([]);
  });

  it('From everywhere there is a way to an end', () => {
    expect(all.filter((status) => ![...reachableFrom(status)].some(isFinal))).toEqual([]);
  });

  it('Only a delivery past the barrier is ever sent or uncertain', () => {
    expect(all.filter((from) => canBecome(from, 'uncertain'))).toEqual(['sending']);
    expect(all.filter((from) => canBecome(from, 'sent'))).toEqual(['sending', 'uncertain']);
  });

  it('Each status is open, final or uncertain', () => {
    expect(all.filter(isOpen)).toEqual(['pending', 'leased', 'sending', 'deferred']);
    expect(all.filter(isFinal)).toEqual(['sent', 'failed', 'expired', 'suppressed', 'cancelled']);
  });

  it('Owners do not see leases', () => {
    expect(shownStatus('leased')).toBe('pending');
    expect([...new Set(all.map(shownStatus))].toSorted()).toEqual(deliveryStatuses.toSorted());
  });
});
