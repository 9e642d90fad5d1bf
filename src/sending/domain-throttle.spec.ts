import { describe, expect, it } from 'vitest';
import { ClaimBuffer } from './claim-buffer.js';
import { domainOf, DomainThrottle } from './domain-throttle.js';
import type { ClaimedDelivery } from './ports.js';

function claims(...recipients: string[]): ClaimedDelivery[] {
  const nothing = {
    epoch: 1,
    clientId: null,
    recipientName: '',
    slots: {},
    attempts: 0,
    firstAttemptAt: null,
  };
  return recipients.map((recipient, index) => ({
    number: index + 1,
    id: `${index + 1}`,
    recipient,
    ...nothing,
  }));
}

describe('the throttle of a recipient domain', () => {
  it('starts at all connections, halves on each pushback down to one, and grows by one per success', () => {
    const throttle = new DomainThrottle(10);
    const end = (ease: 'well' | 'pushed_back' | 'no_word') => {
      throttle.started('a.test');
      throttle.ended('a.test', ease);
      return throttle.limitOf('a.test');
    };
    expect([1, 2, 3, 4, 5].map(() => end('pushed_back'))).toEqual([5, 2, 1, 1, 1]);
    expect([1, 2, 3].map(() => end('well'))).toEqual([2, 3, 4]);
    expect(end('no_word')).toBe(4);
    expect(throttle.limitOf('b.test')).toBe(10);
  });

  it('stops at its limit until one ends', () => {
    const throttle = new DomainThrottle(2);
    throttle.started('a.test');
    throttle.started('a.test');
    expect(throttle.mayStart('a.test')).toBe(false);
    throttle.ended('a.test', 'well');
    expect(throttle.mayStart('a.test')).toBe(true);
  });

  it.each([
    ['anna@Example.TEST', 'example.test'],
    ['"a@b"@c.test', 'c.test'],
    ['79991234567', ''],
  ])('reads %s as %s', (recipient, domain) => expect(domainOf(recipient)).toBe(domain));
});

describe('the buffer of claims', () => {
  it('lets others pass a domain that bears no more, and keeps the order within it', () => {
    const throttle = new DomainThrottle(1);
    const buffer = new ClaimBuffer(throttle);
    buffer.add(claims('1@slow.test', '2@slow.test', '3@slow.test', '4@quick.test'));
    const order: number[] = [];
    const start = () => {
      const next = buffer.take();
      if (next === undefined) return;
      throttle.started(domainOf(next.recipient));
      order.push(next.number);
    };
    for (let turn = 0; turn < 4; turn++) start();
    expect(order).toEqual([1, 4]);
    expect(buffer.size).toBe(2);
    throttle.ended('slow.test', 'well');
    start();
    throttle.ended('slow.test', 'well');
    start();
    expect(order).toEqual([1, 4, 2, 3]);
    expect(buffer.isEmpty).toBe(true);
  });

  it('never sets phones aside', () => {
    const throttle = new DomainThrottle(1);
    throttle.started('');
    const buffer = new ClaimBuffer(throttle);
    buffer.add(claims('79990000001', '79990000002'));
    expect([buffer.take()?.number, buffer.take()?.number]).toEqual([1, 2]);
  });

  it('drops lost claims wherever they wait', () => {
    const throttle = new DomainThrottle(1);
    const buffer = new ClaimBuffer(throttle);
    buffer.add(claims('1@a.test', '2@a.test', '3@b.test'));
    buffer.take();
    throttle.started('a.test');
    throttle.started('b.test');
    expect(buffer.take()).toBeUndefined();
    buffer.drop(new Set([2]));
    expect(buffer.takeAll().map(({ number }) => number)).toEqual([3]);
  });
});
