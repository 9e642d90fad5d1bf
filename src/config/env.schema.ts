// The one schema of the environment: every variable, its rule and its default. Messages never repeat a value,
// since many of the values are secrets or carry one.
import { isIP } from 'node:net';
import { z } from 'zod';
import { emailAddressOrNull } from '../domain/email-address.js';
import { parseImapUrl } from './imap-url.js';
import { shortestSecret } from './jwt-secret.js';
import { parseSmtpUrl } from './smtp-url.js';
import { parseTrustedProxies, trustedProxiesRule } from './trusted-proxies.js';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const longestMs = 7 * 24 * unitMs.h;

/** Milliseconds of `500ms`, `15s`, `5m` or `2h`; undefined where the text is no such thing. */
function parseDurationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  const durationMs = Math.round(Number(amount) * unitMs[unit as keyof typeof unitMs]);
  return durationMs >= 1 && durationMs <= longestMs ? durationMs : undefined;
}

/** The parts of `Name <user@host>` or `user@host`. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

function parseMailbox(text: string): Mailbox | undefined {
  const [, name, bracketed] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(text) ?? [];
  const address = emailAddressOrNull((bracketed ?? text).trim());
  if (address === null) return undefined;
  return { name: (name ?? '').trim().replace(/^"(.*)"$/, '$1'), address };
}

function parseUrl(text: string, protocols: readonly string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.hostname && protocols.includes(url.protocol) ? url : undefined;
}

/** A variable read by `parse`, which answers undefined where the text breaks the rule. */
function readBy<T>(parse: (text: string) => T | undefined, rule: string) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: rule });
    return z.NEVER;
  });
}

function isDnsServer(text: string): boolean {
  const [, address, port] = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (isIP(text) > 0) return true;
  return (
    isIP(address ?? '') === (text.startsWith('[') ? 6 : 4) &&
    Number(port ?? 53) <= 65_535 &&
    Number(port ?? 53) > 0
  );
}

/** Items between commas, each read by `parse`. */
function listOf<T>(parse: (text: string) => T | undefined) {
  return (text: string): T[] | undefined => {
    const items = text.split(',').map((item) => parse(item.trim()));
    return items.every((item) => item !== undefined) ? items : undefined;
  };
}

const text = z.string();
const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });
const wholeNumber = (from: number, to: number) =>
  readBy((text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return value >= from && value <= to ? value : undefined;
  }, `must be a whole number from ${from} to ${to}`);
const positiveNumber = readBy((text) => {
  const value = /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : 0;
  return value > 0 ? value : undefined;
}, 'must be a number greater than 0');
const flag = readBy(
  (text) => ({ true: true, '1': true, false: false, '0': false })[text.toLowerCase()],
  'must be true or false',
);
const duration = readBy(parseDurationMs, 'must be a duration such as 500ms, 15s, 5m or 2h (1ms to 168h)');
const durations = readBy(
  listOf(parseDurationMs),
  'must be durations between commas, such as 15s,5m,2h (1ms to 168h each)',
);
const url = (...protocols: string[]) =>
  readBy(
    (text) => (parseUrl(text, protocols) ? text : undefined),
    `must be a URL that starts with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  );
const pageUrl = readBy((text) => {
  const url = parseUrl(text, ['http:', 'https:']);
  if (!url || url.search || url.hash || url.username || url.password) return undefined;
  return url.href.replace(/\/+$/, '');
}, 'must be an http:// or https:// URL without query, fragment or password');
const origins = readBy(
  listOf((text) => (parseUrl(text, ['http:', 'https:'])?.origin === text ? text : undefined)),
  'must be exact origins between commas, such as https://app.example.com (no path, no final slash, no *)',
);
const months = readBy((text) => {
  const months = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return months > 0 ? months : undefined;
}, 'must be a whole number of months, at least 1');
const timeZone = readBy((text) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && text;
  } catch {
    return undefined;
  }
}, 'must be a time zone of the IANA list, such as Europe/Moscow');
const mailbox = readBy(parseMailbox, 'must be an address such as Postledger <post@example.com>');
const address = readBy(
  (text) => emailAddressOrNull(text) ?? undefined,
  'must be an address such as help@example.com',
);
const secrets = readBy(
  listOf((text) => (text.length >= shortestSecret ? text : undefined)),
  `must be secrets of at least ${shortestSecret} characters each, between commas`,
);
const domain = readBy(
  (text) => emailAddressOrNull(`a@${text}`)?.slice(2),
  'must be the name of a domain, such as example.com',
);
const selector = readBy(
  (text) =>
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text) ? text : undefined,
  'must be a name such as mail2026',
);
const pem = readBy((text) => {
  const key = text.replaceAll('\\n', '\n');
  return /^-----BEGIN [A-Z ]*PRIVATE KEY-----\s[\s\S]*-----END [A-Z ]*PRIVATE KEY-----\s*$/.test(key)
    ? key
    : undefined;
}, 'must be a private key in PEM form; line breaks may be written as \\n');
const token = readBy(
  (text) => (text.length >= 20 && /^[!-~]+$/.test(text) ? text : undefined),
  'must have at least 20 characters, without spaces',
);
/** A URL that keeps its text once `parse` has taken it. */
const usableUrl = (parse: (text: string) => unknown) =>
  z.string().transform((text, context) => {
    try {
      parse(text);
      return text;
    } catch (fault) {
      context.addIssue({ code: 'custom', message: `must be usable: ${(fault as Error).message}` });
      return z.NEVER;
    }
  });

const dnsServers = readBy(
  listOf((text) => (isDnsServer(text) ? text : undefined)),
  'must be addresses between commas, each with or without a port, such as 9.9.9.9,127.0.0.1:5353,[2620:fe::fe]:53',
);
const trustedProxies = readBy(parseTrustedProxies, trustedProxiesRule);

export const environments = ['development', 'production', 'test'] as const;
export const logFormats = ['text', 'json'] as const;
export const roles = ['all', 'api', 'worker'] as const;

const minutes = (...amounts: number[]) => amounts.map((amount) => amount * unitMs.m);
const seconds = (...amounts: number[]) => amounts.map((amount) => amount * unitMs.s);

/** Variables that are unset or hold only white space must be absent when this schema reads them. */
export const envSchema = z.object({
  NODE_ENV: oneOf(environments).default('development'),
  PORT: wholeNumber(0, 65_535).default(8000),
  ROLE: oneOf(roles).default('all'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: usableUrl(parseSmtpUrl).optional(),
  MAIL_FROM: mailbox.default({ name: 'Postledger', address: 'postledger@localhost.localdomain' }),
  SUPPORT_EMAIL: address.optional(),
  DKIM_DOMAIN: domain.optional(),
  DKIM_SELECTOR: selector.optional(),
  DKIM_PRIVATE_KEY: pem.optional(),
  DKIM_PRIVATE_KEY_FILE: text.optional(),
  BOUNCE_DOMAIN: domain.optional(),
  BOUNCE_TOKEN: token.optional(),
  BOUNCE_IMAP_URL: usableUrl(parseImapUrl).optional(),
  BOUNCE_IMAP_INTERVAL: duration.default(unitMs.m),
  BOUNCE_IMAP_KEEP: flag.default(true),
  DNS_SERVERS: dnsServers.default([]),
  PUBLIC_URL: pageUrl.optional(),
  WEB_URL: pageUrl.optional(),
  WEB_ORIGIN: origins.default([]),
  TRUST_PROXY: trustedProxies.default([]),
  JWT_SECRET: text.optional(),
  LINK_SECRETS: secrets.optional(),
  TIMEZONE: timeZone.default('UTC'),
  SCHEDULER_ENABLED: flag.default(true),
  CACHE_ENABLED: flag.default(true),
  DATA_DIR: text.default('./data'),
  SMS_GATEWAY_URL: url('http:', 'https:').optional(),
  SMS_GATEWAY_TOKEN: text.optional(),
  SEND_RATE: positiveNumber.optional(),
  SEND_CONNECTIONS: wholeNumber(1, 1000).default(10),
  SEND_RETRY_DELAYS: durations.default(minutes(5, 15, 30, 60, 120, 240)),
  SEND_PROBE_DELAYS: durations.default(seconds(15, 30, 60, 120, 300)),
  SEND_TIMEOUT: duration.default(5 * unitMs.m),
  SEND_REPLY_TIMEOUT: duration.default(10 * unitMs.m),
  SEND_LEASE: duration.default(60 * unitMs.s),
  LOG_FORMAT: oneOf(logFormats).optional(),
  METRICS_TOKEN: text.optional(),
  ATTEMPTS_RETENTION: months.optional(),
  // Each stands for the variable without _FILE; read before this schema is.
  DATABASE_URL_FILE: text.optional(),
  REDIS_URL_FILE: text.optional(),
  SMTP_URL_FILE: text.optional(),
  BOUNCE_TOKEN_FILE: text.optional(),
  BOUNCE_IMAP_URL_FILE: text.optional(),
  JWT_SECRET_FILE: text.optional(),
  LINK_SECRETS_FILE: text.optional(),
  SMS_GATEWAY_TOKEN_FILE: text.optional(),
  METRICS_TOKEN_FILE: text.optional(),
});

export type Env = z.infer<typeof envSchema>;
