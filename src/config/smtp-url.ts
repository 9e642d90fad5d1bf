// How an SMTP_URL reads.

/** Where the relay is and how to log in to it. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps://`). */
  secure: boolean;
  /** Refuse to go on without TLS. */
  requireTls: boolean;
  user?: string;
  password?: string;
}

const forms = 'smtp://[user:password@]host[:port][?tls=required] or smtps://[user:password@]host[:port]';

/**
 * Reads `smtp://[user:password@]host[:port]` (STARTTLS when it is offered), `smtps://` (TLS from the start) and
 * `?tls=required`. Without a port: 465 for smtps, 587 with a password, 25 without one. Throws an `Error` in one
 * line that never repeats the URL, for it may hold the password.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = parsedUrl(text);
  const secure = url.protocol === 'smtps:';
  if (!secure && url.protocol !== 'smtp:') throw new Error(`an SMTP URL looks like ${forms}`);
  if (url.hostname === '') throw new Error('the SMTP URL has no host');
  if (url.pathname !== '' && url.pathname !== '/') throw new Error('the SMTP URL has a path; it takes none');
  if (url.hash !== '') throw new Error('the SMTP URL has a "#"; write %23 in a password');
  const user = decoded(url.username, 'user');
  const password = decoded(url.password, 'password');
  if (user !== '' && password === '') throw new Error('the SMTP URL has a user but no password');
  if (user === '' && password !== '') throw new Error('the SMTP URL has a password but no user');
  return {
    host: decoded(url.hostname, 'host').replace(/^\[|\]$/g, ''),
    port: portOf(url, secure, user !== ''),
    secure,
    requireTls: requiresTls(url) || secure,
    ...(user === '' ? {} : { user, password }),
  };
}

function parsedUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new Error(
      `the SMTP URL cannot be read; it looks like ${forms}, with %xx for signs such as "/" or "@"`,
    );
  }
}

function decoded(part: string, what: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error(`the ${what} in the SMTP URL has a "%" that is not followed by two hex digits`);
  }
}

function portOf(url: URL, secure: boolean, hasPassword: boolean): number {
  if (url.port === '') {
    if (secure) return 465;
    return hasPassword ? 587 : 25;
  }
  const port = Number(url.port);
  if (port < 1) throw new Error('the port in the SMTP URL is from 1 to 65535');
  return port;
}

function requiresTls(url: URL): boolean {
  let required = false;
  for (const [name, value] of url.searchParams) {
    if (name !== 'tls')
      throw new Error(`the SMTP URL has an unknown parameter "${name}"; only tls=required is known`);
    if (value !== 'required') throw new Error('the parameter tls of the SMTP URL can only be "required"');
    required = true;
  }
  return required;
}
