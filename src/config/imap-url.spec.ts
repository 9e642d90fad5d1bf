import { describe, expect, it } from 'vitest';
import { parseImapUrl } from './imap-url.js';

const tls = { port: 993, secure: true, requireTls: true, folder: 'INBOX' };

describe('an IMAP URL', () => {
  it.each([
    ['imaps://u:p@imap.example', { ...tls, host: 'imap.example', user: 'u', password: 'p' }],
    ['imaps://u:p@imap.example/', { ...tls, host: 'imap.example', user: 'u', password: 'p' }],
    [
      'imaps://ann%40shop.example:p%2F%3A%40s@imap.example:9930/Bounces/%D0%9D%D0%BE%D0%B2%D1%8B%D0%B5',
      {
        ...tls,
        host: 'imap.example',
        port: 9930,
        user: 'ann@shop.example',
        password: 'p/:@s',
        folder: 'Bounces/Новые',
      },
    ],
    [
      'imap://u:p@imap.example',
      { ...tls, host: 'imap.example', port: 143, secure: false, user: 'u', password: 'p' },
    ],
    ...['127.0.0.1', '[::1]', 'localhost'].map((host): [string, object] => [
      `imap://u:p@${host}:1143`,
      {
        ...tls,
        host: host.replace(/[[\]]/g, ''),
        port: 1143,
        secure: false,
        requireTls: false,
        user: 'u',
        password: 'p',
      },
    ]),
  ])('%s', (url, account) => {
    expect(parseImapUrl(url)).toEqual(account);
  });

  it.each([
    ['', /cannot be read/],
    ['imap.example', /cannot be read/],
    ['pop3://u:secret@imap.example', /looks like imaps/],
    ['imaps://u:secret@', /cannot be read|no host/],
    ['imaps://imap.example', /no user/],
    ['imaps://secret@imap.example', /no password/],
    ['imaps://:secret@imap.example', /no user/],
    ['imaps://u:secret@imap.example:99999', /cannot be read/],
    ['imaps://u:secret@imap.example:0', /from 1 to 65535/],
    ['imaps://u:secret%zz@imap.example', /hex/],
    ['imaps://u:secret%0d%0aA@imap.example', /control/],
    ['imaps://u:secret@imap.example/a%00b', /control/],
    ['imaps://u:sec#ret@imap.example', /cannot be read|#|no host/],
    ['imaps://u:secret@imap.example/INBOX?tls=no', /no parameters/],
  ])('%j is refused in words that keep the password', (url, words) => {
    expect(() => parseImapUrl(url)).toThrow(words);
    expect(() => parseImapUrl(url)).not.toThrow(/secret|sec#ret/);
  });
});
