// Secrets that stand in files, as containers are given them: JWT_SECRET_FILE=/run/secrets/jwt_secret for JWT_SECRET.
import { readFileSync } from 'node:fs';

/** DKIM_PRIVATE_KEY_FILE has a reader of its own: a key is checked with its domain. */
export const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'BOUNCE_TOKEN',
  'BOUNCE_IMAP_URL',
  'JWT_SECRET',
  'LINK_SECRETS',
  'SMS_GATEWAY_TOKEN',
  'METRICS_TOKEN',
] as const;

type Variables = Record<string, string>;

/** The variables with what the files hold, and a line for each file that gives nothing. */
export function withSecretsOfFiles(env: Variables): { env: Variables; faults: string[] } {
  const filled = { ...env };
  const faults = secretNames.flatMap((name) => {
    const path = env[`${name}_FILE`];
    if (path === undefined) return [];
    if (env[name] !== undefined) return [`${name}_FILE and ${name} exclude each other`];
    const secret = readSecret(path);
    if (secret.value !== undefined) filled[name] = secret.value;
    return secret.fault === undefined ? [] : [`${name}_FILE ${secret.fault}`];
  });
  return { env: filled, faults };
}

function readSecret(path: string): { value?: string; fault?: string } {
  try {
    const value = readFileSync(path, 'utf8').trim();
    return value === '' ? { fault: 'is empty' } : { value };
  } catch (error) {
    return { fault: `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}` };
  }
}
