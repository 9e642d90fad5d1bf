import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aUser, usualPassword } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

/** The address that the service keeps of a log-in that a peer passed on for somebody. */
async function keptAddress(peer: string, forwardedFor: string): Promise<string> {
  const { email } = await aUser(api!.dataSource);
  const login = await api!.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    remoteAddress: peer,
    headers: { 'x-forwarded-for': forwardedFor },
    payload: { email, password: usualPassword },
  });
  const sessions = await api!.get('/auth/sessions', login.json().accessToken);
  return sessions.body.items.find((one: { isCurrent: boolean }) => one.isCurrent).ip;
}

describe('X-Forwarded-For', () => {
  it.each<[string, string, string, string]>([
    ['off', '127.0.0.1', '203.0.113.7', '127.0.0.1'],
    ['off', '192.168.7.1', '203.0.113.7', '192.168.7.1'],
    ['loopback', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['loopback', '::1', '203.0.113.7', '203.0.113.7'],
    ['loopback', '192.168.7.1', '203.0.113.7', '192.168.7.1'],
    ['loopback', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['private', '172.18.0.1', '203.0.113.7', '203.0.113.7'],
    ['private', '::ffff:172.18.0.1', '203.0.113.7', '203.0.113.7'],
    ['private', '8.8.8.8', '203.0.113.7', '8.8.8.8'],
    ['192.0.2.1,192.0.2.128/25', '192.0.2.200', '203.0.113.7', '203.0.113.7'],
    ['192.0.2.1,192.0.2.128/25', '192.0.2.2', '203.0.113.7', '192.0.2.2'],
    ['192.0.2.1,192.0.2.128/25', '127.0.0.1', '203.0.113.7', '127.0.0.1'],
  ])('with TRUST_PROXY=%s from %s for %s counts as %s', async (trust, peer, forwardedFor, expected) => {
    api = await startTestApp({ TRUST_PROXY: trust });
    expect(await keptAddress(peer, forwardedFor)).toBe(expected);
  });

  it('does not let anybody past the limits by default, and the log says once that it was passed over', async () => {
    api = await startTestApp({ TRUST_PROXY: '' });
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const statuses: number[] = [];
    for (let i = 0; i < 21; i += 1) {
      const asked = { method: 'POST', path: '/auth/password/forgot' } as const;
      const headers = { 'x-forwarded-for': `203.0.113.${i}` };
      statuses.push((await api.request({ ...asked, body: { email: `a${i}@example.com` }, headers })).status);
    }
    const warnings = warn.mock.calls.filter(([text]) => String(text).includes('TRUST_PROXY'));
    warn.mockRestore();
    expect(statuses).toEqual([...Array<number>(20).fill(202), 429]);
    expect(warnings).toHaveLength(1);
  });
});
