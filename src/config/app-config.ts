// The settings, typed, grouped and frozen. This folder alone reads process.env.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type DkimKey, readDkimKey } from './dkim-key.js';
import { envSchema, type Env } from './env.schema.js';
import { keptJwtSecret, shortestSecret } from './jwt-secret.js';
import { withSecretsOfFiles } from './secret-files.js';

/** The environment breaks a rule: one line per fault, each naming its variable, none showing a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

function groupsOf(env: Env, jwtSecret: string, dkim: DkimKey | undefined) {
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  return {
    environment: env.NODE_ENV,
    isProduction: env.NODE_ENV === 'production',
    role: env.ROLE,
    /** True where this process answers HTTP. */
    servesApi: env.ROLE !== 'worker',
    /** True where this process sends and runs jobs. */
    doesWork: env.ROLE !== 'api',
    /** Absolute path. */
    dataDir: resolve(env.DATA_DIR),
    http: {
      port: env.PORT,
      /** Where this service is reached, without a final slash. */
      publicUrl,
      /** Where mailed links lead, without a final slash. */
      linkUrl: env.WEB_URL ?? publicUrl,
      /** True where links lead to a site of their own instead of the service's pages. */
      hasOwnSite: env.WEB_URL !== undefined,
      isHttps: publicUrl.startsWith('https:'),
      corsOrigins: env.WEB_ORIGIN,
      /** Addresses and networks whose X-Forwarded-For is believed; none: nobody's. */
      trustedProxies: env.TRUST_PROXY,
    },
    /** No URL: the embedded PostgreSQL in the data folder. */
    database: { url: env.DATABASE_URL },
    /** No URL: the cache lives in memory. */
    redis: { url: env.REDIS_URL },
    /** No URL: the built-in development mail server. */
    smtp: { url: env.SMTP_URL },
    mail: {
      from: env.MAIL_FROM,
      supportEmail: env.SUPPORT_EMAIL ?? env.MAIL_FROM.address,
      /** Who gets the daily report; only who asked for mail by name. */
      reportEmail: env.SUPPORT_EMAIL,
    },
    /** Undefined: mails are not signed here. */
    dkim,
    /** Without a domain bounces come to the sender; without a token the route for reports is closed. */
    bounces: { domain: env.BOUNCE_DOMAIN, token: env.BOUNCE_TOKEN },
    /** No URL: nobody looks for reports in a mailbox. */
    bounceMailbox: {
      url: env.BOUNCE_IMAP_URL,
      intervalMs: env.BOUNCE_IMAP_INTERVAL,
      /** Are reports that were understood moved to a folder of their own, instead of deleted? */
      keepsReports: env.BOUNCE_IMAP_KEEP,
    },
    /** Asked about the sender; none: those of the system. */
    dns: { servers: env.DNS_SERVERS },
    auth: { jwtSecret },
    /** What signs mailed links: the first for new ones, all for those already sent. */
    links: { secrets: env.LINK_SECRETS ?? [jwtSecret] },
    scheduler: { isEnabled: env.SCHEDULER_ENABLED, timezone: env.TIMEZONE },
    cache: { isEnabled: env.CACHE_ENABLED },
    sms: { gatewayUrl: env.SMS_GATEWAY_URL, gatewayToken: env.SMS_GATEWAY_TOKEN },
    send: {
      /** Messages per second over all workers together; undefined: no limit. */
      ratePerSecond: env.SEND_RATE,
      /** Connections of this process. */
      connections: env.SEND_CONNECTIONS,
      retryDelaysMs: env.SEND_RETRY_DELAYS,
      probeDelaysMs: env.SEND_PROBE_DELAYS,
      /** For everything before the final dot. */
      timeoutMs: env.SEND_TIMEOUT,
      /** For the answer to the final dot. */
      replyTimeoutMs: env.SEND_REPLY_TIMEOUT,
      leaseMs: env.SEND_LEASE,
    },
    /** JSON lines tell everything, requests and attempts included; text is for people at a terminal. */
    log: { isJson: (env.LOG_FORMAT ?? (env.NODE_ENV === 'production' ? 'json' : 'text')) === 'json' },
    /** No token: whoever reaches /metrics may read it. */
    metrics: { token: env.METRICS_TOKEN },
    attempts: {
      /** Undefined: they are kept for ever. */
      keptMonths: env.ATTEMPTS_RETENTION,
    },
  };
}

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
type Settings = Frozen<ReturnType<typeof groupsOf>>;

// The class carries the fields of Settings and stands as the token by which modules ask for them.
// eslint-disable-next-line typescript/no-unsafe-declaration-merging
export interface AppConfig extends Settings {}
export class AppConfig {
  constructor(settings: Settings) {
    Object.assign(this, settings);
    freezeDeeply(this);
  }
}

function freezeDeeply(value: object): void {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) freezeDeeply(inner);
  }
  Object.freeze(value);
}

/** The settings in the environment (by default the process's own over those in `.env`); throws ConfigError. */
export function loadConfig(env: NodeJS.ProcessEnv = environmentOfProcess()): AppConfig {
  const given = withSecretsOfFiles(withoutBlanks(env));
  const parsed = envSchema.safeParse(given.env);
  const faults = (parsed.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`);
  if (parsed.data?.BOUNCE_IMAP_URL && !parsed.data.BOUNCE_DOMAIN)
    faults.push(
      'BOUNCE_IMAP_URL needs BOUNCE_DOMAIN: reports are known by the addresses of that domain alone',
    );
  faults.push(...given.faults, ...faultsOfSecret(given.env));
  const dkim = parsed.success ? readDkimKey(parsed.data) : undefined;
  if (typeof dkim === 'string') faults.push(dkim);
  if (!parsed.success || typeof dkim === 'string' || faults.length > 0) throw new ConfigError(faults);
  return new AppConfig(groupsOf(parsed.data, jwtSecretOf(parsed.data), dkim));
}

function withoutBlanks(env: NodeJS.ProcessEnv): Record<string, string> {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

function faultsOfSecret(env: Record<string, string>): string[] {
  if (env['NODE_ENV'] !== 'production') return [];
  const length = env['JWT_SECRET']?.length ?? 0;
  if (length >= shortestSecret) return [];
  return [
    length === 0
      ? `JWT_SECRET is required in production: at least ${shortestSecret} random characters, such as from "openssl rand -base64 48"`
      : `JWT_SECRET must have at least ${shortestSecret} characters in production`,
  ];
}

function jwtSecretOf(env: Env): string {
  if (env.JWT_SECRET !== undefined) return env.JWT_SECRET;
  try {
    return keptJwtSecret(resolve(env.DATA_DIR));
  } catch (error) {
    throw new ConfigError([`DATA_DIR cannot keep the generated JWT_SECRET: ${(error as Error).message}`]);
  }
}

/** Like `node --env-file-if-exists=.env`: what is set already stays. */
function environmentOfProcess(): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw new ConfigError([`.env cannot be read: ${(error as Error).message}`]);
  }
}
