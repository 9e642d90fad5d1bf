import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { AppConfig, ConfigError, loadConfig } from './app-config.js';

const dataDir = mkdtempSync(join(tmpdir(), 'postledger-config-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

function load(env: NodeJS.ProcessEnv): AppConfig {
  return loadConfig({ DATA_DIR: dataDir, ...env });
}

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('defaults', () => {
  it('need no variable at all', () => {
    const config = load({});
    expect(config).toBeInstanceOf(AppConfig);
    expect(config.http).toEqual({
      port: 8000,
      publicUrl: 'http://localhost:8000',
      linkUrl: 'http://localhost:8000',
      hasOwnSite: false,
      isHttps: false,
      corsOrigins: [],
      trustedProxies: [],
    });
    expect(config.send).toMatchObject({ ratePerSecond: undefined, connections: 10, leaseMs: 60_000 });
    expect(config.mail.supportEmail).toBe('postledger@localhost.localdomain');
  });

  it('apply where a variable holds only white space', () => {
    expect(load({ PORT: '  ', SMTP_URL: '\t' })).toMatchObject({
      http: { port: 8000 },
      smtp: { url: undefined },
    });
  });

  it('cannot be changed afterwards', () => {
    const config = load({ WEB_ORIGIN: 'http://localhost:5173' });
    expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
    expect(() => (config.http.corsOrigins as string[]).push('x')).toThrow(TypeError);
  });
});

it.each([
  ['500ms', 500],
  ['15s', 15_000],
  ['1.5m', 90_000],
  ['2h', 7_200_000],
])('reads %s as %i ms', (text, expected) => {
  expect(load({ SEND_TIMEOUT: text }).send.timeoutMs).toBe(expected);
});

it.each([
  ['true', true],
  ['1', true],
  ['FALSE', false],
  ['0', false],
])('reads the flag %s as %s', (text, expected) => {
  expect(load({ CACHE_ENABLED: text }).cache.isEnabled).toBe(expected);
});

it('reads addresses of DNS servers with and without a port', () => {
  const text = '9.9.9.9, 127.0.0.1:5353, 2620:fe::fe, [2620:fe::fe]:53';
  expect(load({ DNS_SERVERS: text }).dns.servers).toEqual(text.split(', '));
});

it('reads lists with blanks after the commas', () => {
  const config = load({ SEND_RETRY_DELAYS: '5m, 2h', WEB_ORIGIN: 'https://a.example, http://b.example:81' });
  expect(config.send.retryDelaysMs).toEqual([300_000, 7_200_000]);
  expect(config.http.corsOrigins).toEqual(['https://a.example', 'http://b.example:81']);
});

it.each([
  ['Почта <post@example.com>', 'Почта', 'post@example.com'],
  ['"Post, Ltd" <post@example.com>', 'Post, Ltd', 'post@example.com'],
  ['post@example.com', '', 'post@example.com'],
])('reads the sender %s', (text, name, address) => {
  expect(load({ MAIL_FROM: text }).mail.from).toEqual({ name, address });
});

it.each([
  ['PORT', '70000'],
  ['PORT', '8e3'],
  ['ROLE', 'boss'],
  ['NODE_ENV', 'prod'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['REDIS_URL', 'localhost:6379'],
  ['SMTP_URL', 'http://localhost'],
  ['SMTP_URL', 'smtp://localhost/path'],
  ['MAIL_FROM', 'Postledger'],
  ['MAIL_FROM', 'post@localhost'],
  ['MAIL_FROM', 'A\r\nBcc: x <a@example.com>'],
  ['SUPPORT_EMAIL', 'Help <help@example.com>'],
  ['PUBLIC_URL', 'post.example.com'],
  ['WEB_URL', 'https://example.com/?x=1'],
  ['WEB_ORIGIN', '*'],
  ['WEB_ORIGIN', 'https://example.com/'],
  ['WEB_ORIGIN', 'https://example.com,,https://b.example'],
  ['TIMEZONE', 'Mars/Olympus'],
  ['SCHEDULER_ENABLED', 'maybe'],
  ['SMS_GATEWAY_URL', 'ftp://localhost'],
  ['DNS_SERVERS', 'dns.example.com'],
  ['DNS_SERVERS', '9.9.9.9:0'],
  ['DNS_SERVERS', '9.9.9.9:70000'],
  ['DNS_SERVERS', '2620:fe::fe:x'],
  ['DNS_SERVERS', '9.9.9.9,'],
  ['TRUST_PROXY', 'true'],
  ['SEND_RATE', '0'],
  ['SEND_CONNECTIONS', '0'],
  ['SEND_RETRY_DELAYS', '5m,,1h'],
  ['SEND_PROBE_DELAYS', '5'],
  ['SEND_TIMEOUT', '5 minutes'],
  ['SEND_REPLY_TIMEOUT', '0s'],
  ['SEND_LEASE', '1000h'],
  ['BOUNCE_IMAP_URL', 'imaps://imap.example'],
  ['BOUNCE_IMAP_INTERVAL', '0'],
  ['BOUNCE_IMAP_KEEP', 'perhaps'],
])('refuses %s=%s with one line that names it', (name, value) => {
  const faults = faultsOf({ [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} must `));
});

it('tells all faults at once and shows no value', () => {
  const faults = faultsOf({
    NODE_ENV: 'production',
    JWT_SECRET: 'hush',
    SMTP_URL: 'hush:hush',
    PORT: 'hush',
  });
  expect(faults).toHaveLength(3);
  expect(faults.join()).not.toContain('hush');
});

it('wants the domain of the bounces for a mailbox that is read', () => {
  const faults = faultsOf({ BOUNCE_IMAP_URL: 'imaps://u:hush@imap.example' });
  expect(faults).toEqual([expect.stringMatching(/^BOUNCE_IMAP_URL needs BOUNCE_DOMAIN/)]);
  expect(faults.join()).not.toContain('hush');
});

describe('JWT_SECRET', () => {
  it('is required in production', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^JWT_SECRET is required/)]);
  });

  it('is taken from the environment', () => {
    const secret = 's'.repeat(32);
    expect(load({ NODE_ENV: 'production', JWT_SECRET: secret }).auth.jwtSecret).toBe(secret);
  });

  it('is made once per data folder, readable by its owner only', () => {
    const secret = load({}).auth.jwtSecret;
    expect(load({}).auth.jwtSecret).toBe(secret);
    expect(secret).toHaveLength(64);
    expect(statSync(join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
  });

  it('is told as a fault of DATA_DIR where that is no folder', () => {
    const path = join(dataDir, 'a-file');
    writeFileSync(path, '');
    expect(faultsOf({ DATA_DIR: path })).toEqual([expect.stringMatching(/^DATA_DIR cannot keep/)]);
  });
});

describe('the file .env of the working directory', () => {
  const workingDirectory = process.cwd();
  afterEach(() => {
    process.chdir(workingDirectory);
    vi.unstubAllEnvs();
  });

  it('fills in what the environment of the process leaves unset', () => {
    process.chdir(mkdtempSync(join(dataDir, 'here-')));
    writeFileSync('.env', 'PORT=9001\nTIMEZONE="Europe/Moscow" # comment\nDATA_DIR=.\n');
    vi.stubEnv('NODE_ENV', 'test');
    vi.stubEnv('PORT', '9002');
    expect(loadConfig()).toMatchObject({
      environment: 'test',
      http: { port: 9002 },
      scheduler: { timezone: 'Europe/Moscow' },
    });
  });

  it('may be missing', () => {
    process.chdir(mkdtempSync(join(dataDir, 'here-')));
    vi.stubEnv('NODE_ENV', 'test');
    vi.stubEnv('DATA_DIR', '.');
    expect(loadConfig().http.port).toBe(8000);
  });
});
