import { describe, expect, it } from 'vitest';
import { parseSmtpUrl } from './smtp-url.js';

describe('an SMTP URL', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 25, secure: false, requireTls: false }],
    ['smtp://mail.example/', { host: 'mail.example', port: 25, secure: false, requireTls: false }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, requireTls: false }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, requireTls: false }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true, requireTls: true }],
    ['smtp://mail.example?tls=required', { host: 'mail.example', port: 25, secure: false, requireTls: true }],
    [
      'smtp://ann%40shop.example:p%2F%3A%40s@mail.example',
      {
        host: 'mail.example',
        port: 587,
        secure: false,
        requireTls: false,
        user: 'ann@shop.example',
        password: 'p/:@s',
      },
    ],
  ])('%s', (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });

  it.each([
    ['', /cannot be read/],
    ['mail.example', /cannot be read/],
    ['http://mail.example', /looks like smtp/],
    ['smtp://', /no host/],
    ['smtp://mail.example:99999', /cannot be read/],
    ['smtp://mail.example:0', /from 1 to 65535/],
    ['smtp://mail.example/path', /path/],
    ['smtp://mail.example#x', /#/],
    ['smtp://secret@mail.example', /no password/],
    ['smtp://:secret@mail.example', /no user/],
    ['smtp://u:secret%zz@mail.example', /hex/],
    ['smtp://u:sec/ret@mail.example', /cannot be read|path/],
    ['smtp://mail.example?tls=maybe', /only be "required"/],
    ['smtp://mail.example?pool=1', /unknown parameter "pool"/],
  ])('%j is refused in words that keep the password', (url, words) => {
    expect(() => parseSmtpUrl(url)).toThrow(words);
    expect(() => parseSmtpUrl(url)).not.toThrow(/secret|sec\/ret/);
  });
});
