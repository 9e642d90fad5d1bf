import { expect, it } from 'vitest';
import { dkimLineOf, judgeDkim, type SigningKey } from './dkim-record.js';

const key: SigningKey = {
  domain: 'a.de',
  selector: 's',
  type: 'rsa',
  bits: 2048,
  publicKeys: ['AbCd', 'EfGh'],
};

it.each<[string, SigningKey | null, string[] | null, string, string]>([
  ['no key', null, null, 'missing', 'dkim_off'],
  ['silence', key, null, 'unknown', 'dns_silent'],
  ['no record', key, [], 'missing', 'dkim_none'],
  ['two records', key, ['v=DKIM1; p=AbCd', 'v=DKIM1; p=AbCd'], 'warning', 'dkim_many'],
  ['the key', key, ['v=DKIM1; k=rsa; p=AbCd'], 'ok', 'dkim_ok'],
  ['the key alone', key, ['p=AbCd'], 'ok', 'dkim_ok'],
  ['the key in its other form', key, ['v=DKIM1;p=EfGh;'], 'ok', 'dkim_ok'],
  ['the key with spaces in it', key, ['v=DKIM1; p=Ab\tC d'], 'ok', 'dkim_ok'],
  ['the key in other letters', key, ['v=DKIM1; p=ABCD'], 'warning', 'dkim_other_key'],
  ['another key', key, ['v=DKIM1; p=XXXX'], 'warning', 'dkim_other_key'],
  ['a key of another kind', key, ['v=DKIM1; k=ed25519; p=AbCd'], 'warning', 'dkim_other_key'],
  ['a revoked key', key, ['v=DKIM1; p='], 'warning', 'dkim_revoked'],
  ['no p', key, ['v=DKIM1; k=rsa'], 'warning', 'dkim_broken'],
  ['a tag twice', key, ['v=DKIM1; p=AbCd; p=EfGh'], 'warning', 'dkim_broken'],
  ['no list of tags', key, ['AbCd'], 'warning', 'dkim_broken'],
  ['another version', key, ['v=DKIM2; p=AbCd'], 'warning', 'dkim_broken'],
  ['a key for something else', key, ['v=DKIM1; s=tlsrpt; p=AbCd'], 'warning', 'dkim_broken'],
  ['a key for mail and more', key, ['v=DKIM1; s=tlsrpt:email; h=sha1:sha256; p=AbCd'], 'ok', 'dkim_ok'],
  ['a key for SHA-1 alone', key, ['v=DKIM1; h=sha1; p=AbCd'], 'warning', 'dkim_broken'],
  ['a test', key, ['v=DKIM1; t=s:y; p=AbCd'], 'warning', 'dkim_testing'],
  ['a short key', { ...key, bits: 1024 }, ['p=AbCd'], 'warning', 'dkim_short'],
  [
    'an Ed25519 key',
    { ...key, type: 'ed25519', bits: 256 },
    ['k=ed25519; p=AbCd'],
    'warning',
    'dkim_ed25519',
  ],
])('With %s', (_, given, texts, status, reason) => {
  expect(judgeDkim(given, texts)).toMatchObject({ status, reason });
});

it('The line is the one that is found right', () => {
  const line = dkimLineOf(key);
  expect(line).toEqual({ type: 'TXT', name: 's._domainkey.a.de', value: 'v=DKIM1; k=rsa; p=AbCd' });
  expect(judgeDkim(key, [line.value]).status).toBe('ok');
  expect(judgeDkim(key, []).line).toEqual(line);
});
