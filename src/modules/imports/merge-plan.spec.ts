import { beforeEach, describe, expect, it } from 'vitest';
import type { GivenFields } from '../clients/client-rules.js';
import { type KnownClient, planMerge } from './merge-plan.js';

let ids: number;
beforeEach(() => {
  ids = 0;
});
const newId = () => `new-${(ids += 1)}`;

const rowsOf = (...given: Partial<GivenFields>[]) =>
  given.map((one, index) => ({ line: index + 2, cells: [], given: one }));
const plan = (rows: Partial<GivenFields>[], known: KnownClient[] = [], merge: 'update' | 'skip' = 'update') =>
  planMerge(rowsOf(...rows), known, merge, newId);

const blank = { comment: '', operatorCode: null, tags: [], timezone: null, attributes: {} };
const anna: KnownClient = { ...blank, id: 'anna', email: 'anna@example.com', phone: null, fullName: 'Anna' };
const bob: KnownClient = {
  ...blank,
  id: 'bob',
  email: null,
  phone: '79030000000',
  operatorCode: '903',
  fullName: 'Bob',
};

describe('merging rows', () => {
  it('creates who is not known, once, with what later rows add', () => {
    const { created, counts } = plan([
      { email: 'a@example.com', fullName: 'A' },
      { email: 'A@example.com', phone: '79261112233' },
      { phone: '79261112233', comment: 'x' },
    ]);
    expect(created).toMatchObject([
      { id: 'new-1', email: 'A@example.com', operatorCode: '926', comment: 'x' },
    ]);
    expect(counts).toEqual({ created: 1, updated: 2, skipped: 0 });
  });

  it('changes who is known by what the row has, and leaves the rest', () => {
    const known = { ...anna, comment: 'first', attributes: { city: 'Omsk', age: 7 } };
    const { changed } = plan(
      [{ email: 'ANNA@example.com', tags: ['vip'], attributes: { city: 'Perm' } }],
      [known],
    );
    expect(changed).toMatchObject([
      { id: 'anna', comment: 'first', tags: ['vip'], attributes: { city: 'Perm', age: 7 } },
    ]);
  });

  it('writes nothing for a row that changes nothing, but counts it', () => {
    const { changed, counts } = plan([{ email: 'anna@example.com', fullName: 'Anna' }], [anna]);
    expect([changed, counts.updated]).toEqual([[], 1]);
  });

  it('leaves alone who is known, where that is the rule', () => {
    const rows = [
      { email: 'anna@example.com', fullName: 'X' },
      { email: 'c@example.com', fullName: 'C' },
      { email: 'c@example.com', fullName: 'D' },
    ];
    const { created, changed, counts } = plan(rows, [anna], 'skip');
    expect(changed).toEqual([]);
    expect(created).toMatchObject([{ fullName: 'C' }]);
    expect(counts).toEqual({ created: 1, updated: 0, skipped: 2 });
  });

  it.each(['update', 'skip'] as const)('refuses the email of one with the phone of another: %s', (merge) => {
    const { refused, changed } = plan(
      [{ email: 'anna@example.com', phone: '79030000000' }],
      [anna, bob],
      merge,
    );
    expect(refused).toMatchObject([{ line: 2, errors: [{ code: 'contacts_of_two_clients' }] }]);
    expect(changed).toEqual([]);
  });

  it('knows a client by its new contact after a row changed it, and no more by the old one', () => {
    const { created, changed, refused } = plan(
      [
        { email: 'new@example.com', phone: '79030000000' },
        { email: 'anna@example.com', phone: '79030000001' },
        { phone: '79030000000', email: 'newer@example.com' },
        { email: 'new@example.com', fullName: 'Someone else' },
      ],
      [anna, bob],
    );
    expect(refused).toEqual([]);
    expect(changed).toMatchObject([
      { id: 'bob', email: 'newer@example.com' },
      { id: 'anna', phone: '79030000001' },
    ]);
    expect(created).toMatchObject([{ email: 'new@example.com', fullName: 'Someone else' }]);
  });

  it('refuses a new client without a name', () => {
    expect(plan([{ email: 'a@example.com' }]).refused).toMatchObject([
      { errors: [{ field: 'fullName', code: 'empty' }] },
    ]);
  });

  it('refuses more attributes than a client may have', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, 1]));
    const { refused } = plan(
      [{ email: 'anna@example.com', attributes: { x: 1 } }],
      [{ ...anna, attributes: many }],
    );
    expect(refused).toMatchObject([{ errors: [{ code: 'attributes_invalid' }] }]);
  });
});
