// Connecting, greeting, EHLO, STARTTLS and AUTH are nodemailer's work; then its socket is ours. Taking the socket over
// needs nodemailer's private fields, so its version is pinned and a test says which one is known to work.
import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isLoopback } from '../../domain/network-address.js';
import { classifyReply, cleanReply, enhancedCodeOf, type SmtpStage } from '../../domain/smtp-reply.js';
import { RelayFault, type Outcome } from '../../sending/ports.js';
import { keptReplyBytes } from './reply-reader.js';
import type { SmtpOptions } from './smtp-options.js';

/** A relay that greeted us and, where a password is set, let us in. */
export interface OpenRelay {
  socket: Socket;
  /** RFC 2920: commands may be sent in groups. */
  hasPipelining: boolean;
  /** RFC 1870: MAIL takes the size of the letter. */
  hasSize: boolean;
  /** RFC 1870: the largest letter that it says it takes; `Infinity` where it names none. */
  maxBytes: number;
}

/** The nodemailer whose private fields `handOver` knows. */
export const knownNodemailer = '10.6.0';

/** A host that does not even answer TCP is given up after this long, so that a dead address is noticed soon. */
const reachTimeoutMs = 30_000;

interface Insides {
  _ehloLines?: string[];
  _remainder: string;
  _responseQueue: string[];
  _onSocketData: (chunk: Buffer) => void;
  _onSocketTimeout: () => void;
  _onSocketClose: () => void;
  _onSocketEnd: () => void;
  _onSocketError: (error: Error) => void;
}

type MailError = Error & { code?: string; originalCode?: string; response?: string };

/**
 * Opens a session that is ready for MAIL. Everything together has `sendTimeoutMs`. Rejects with `RelayFault`, whose
 * outcome is classified by the stage first and the reply second.
 */
export async function openRelay(options: SmtpOptions, signal: AbortSignal): Promise<OpenRelay> {
  const session = new Session(options);
  const cut = cutShort(options, session, signal);
  try {
    await Promise.race([session.open(), cut.happened]);
    return session.handOver();
  } catch (error) {
    const fault = error instanceof RelayFault ? error : new RelayFault(faultOf(session, error as MailError));
    session.destroy();
    throw fault;
  } finally {
    cut.stop();
  }
}

/** One nodemailer connection, and how far it has come. */
class Session {
  stage: SmtpStage = 'connect';
  private readonly connection: SMTPConnection;
  /** An answer that nodemailer takes for a yes, but that belongs to another command, or to none. */
  private isOutOfStep = false;

  constructor(private readonly options: SmtpOptions) {
    const note = (entry: { tnx?: string }, words: string) => this.noteProgress(entry.tnx, words);
    const quiet = () => undefined;
    this.connection = new SMTPConnection({
      host: options.host,
      port: options.port,
      secure: options.secure,
      requireTLS: options.requireTls && !options.secure,
      name: options.ehloName,
      // Ours come first: they know the stage.
      connectionTimeout: options.sendTimeoutMs + 1_000,
      greetingTimeout: options.sendTimeoutMs + 1_000,
      socketTimeout: options.sendTimeoutMs + 1_000,
      dnsTimeout: Math.min(options.sendTimeoutMs, reachTimeoutMs),
      tls: { rejectUnauthorized: !isLoopback(options.host), minVersion: 'TLSv1.2' },
      // The log is the one public way to learn which command is under way.
      transactionLog: true,
      logger: {
        level: quiet,
        trace: quiet,
        debug: note,
        info: note,
        warn: quiet,
        error: quiet,
        fatal: quiet,
      },
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      // Stays for the life of the connection: an 'error' without a listener would end the process.
      this.connection.on('error', reject);
      this.connection.once('end', () => reject(new Error('the server closed the connection')));
      this.connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { user, password } = this.options;
    if (user === undefined || password === undefined) return;
    this.stage = 'auth';
    this.refusePasswordInClear();
    // A server that offers no AUTH gets no password; when it wants one, it says so to MAIL.
    if (!this.connection.allowsAuth) return;
    await new Promise<void>((resolve, reject) => {
      this.connection.once('error', reject);
      this.connection.once('end', () => reject(new Error('the server closed the connection')));
      this.connection.login({ user, pass: password }, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Gives the socket away, with none of nodemailer's listeners left on it. */
  handOver(): OpenRelay {
    const insides = this.connection as unknown as Insides;
    const socket = this.connection._socket;
    if (!socket || socket.destroyed || !socket.writable) throw new Error('the server closed the connection');
    if (this.isOutOfStep || insides._remainder !== '' || insides._responseQueue.length > 0) {
      throw new Error('the server spoke out of turn');
    }
    socket.removeListener('data', insides._onSocketData);
    socket.removeListener('timeout', insides._onSocketTimeout);
    socket.removeListener('close', insides._onSocketClose);
    socket.removeListener('end', insides._onSocketEnd);
    socket.removeListener('error', insides._onSocketError);
    const lines = (insides._ehloLines ?? []).map((line) => line.toUpperCase().split(/\s+/));
    const offers = lines.map(([keyword]) => keyword);
    const size = lines.find(([keyword]) => keyword === 'SIZE')?.[1] ?? '';
    return {
      socket,
      hasPipelining: offers.includes('PIPELINING'),
      hasSize: offers.includes('SIZE'),
      // RFC 1870 4: 0 is no limit.
      maxBytes: (/^\d{1,20}$/.test(size) && Number(size)) || Infinity,
    };
  }

  /** True while TCP itself has not answered. */
  get isReaching(): boolean {
    const socket = this.connection._socket;
    return this.stage === 'connect' && (!socket || socket.connecting);
  }

  /** True in the handshake of `smtps://`, before any greeting. */
  get isSecuring(): boolean {
    return this.options.secure && this.stage === 'connect' && !this.isReaching;
  }

  destroy(): void {
    const socket = this.connection._socket;
    this.connection.close();
    if (socket) socket.destroy();
  }

  private refusePasswordInClear(): void {
    const socket = this.connection._socket;
    const isHere = socket && isLoopback(socket.remoteAddress ?? '');
    if (this.connection.secure || isHere) return;
    throw new RelayFault({
      class: 'relay_permanent',
      stage: 'tls',
      code: null,
      enhancedCode: null,
      reply: null,
      error: `${this.options.host} offers no TLS, and a password is never sent in clear`,
    });
  }

  private noteProgress(kind: string | undefined, words: string): void {
    if (kind === 'network' && this.stage === 'connect') this.stage = 'greeting';
    if (kind === 'server' && words.startsWith('2')) {
      if (this.stage === 'ehlo' && !/^250[ -]/.test(words)) this.isOutOfStep = true;
      if (this.stage === 'auth' && !/^235(?![^ -])/.test(words)) this.isOutOfStep = true;
    }
    if (kind !== 'client') return;
    const verb = /^[A-Z]+/.exec(words)?.[0];
    if (verb === 'EHLO' || verb === 'HELO') this.stage = 'ehlo';
    if (verb === 'STARTTLS') this.stage = 'tls';
    if (verb === 'AUTH') this.stage = 'auth';
  }
}

/** Rejects when the time is over or the caller does not want the connection any more. */
function cutShort(options: SmtpOptions, session: Session, signal: AbortSignal) {
  let stop = () => undefined as void;
  const happened = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`connecting took longer than ${options.sendTimeoutMs} ms`));
    const total = setTimeout(late, options.sendTimeoutMs);
    const reach = setTimeout(() => {
      if (session.isReaching) reject(new Error(`${options.host}:${options.port} did not answer`));
    }, reachTimeoutMs);
    const abort = () => reject(new Error('connecting was given up'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    stop = () => {
      clearTimeout(total);
      clearTimeout(reach);
      signal.removeEventListener('abort', abort);
    };
  });
  happened.catch(() => undefined);
  return { happened, stop };
}

/** Errors that say the relay will not become better by waiting: its certificate, or no TLS at all on that port. */
const lastingTlsError =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO$)/;
const unreached = /^(EDNS|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ENOTFOUND|EAI_|ETIMEDOUT)/;

function faultOf(session: Session, error: MailError): Outcome {
  const cause = error.originalCode ?? error.code ?? '';
  const isTlsFault = lastingTlsError.test(cause);
  const isInHandshake = session.isSecuring && !unreached.test(cause);
  const stage = isTlsFault || isInHandshake ? 'tls' : session.stage;
  const reply = typeof error.response === 'string' && error.response !== '' ? error.response : null;
  const fault = { stage, error: wordsOf(error, stage) };
  if (reply === null) {
    return {
      ...fault,
      class: isTlsFault ? 'relay_permanent' : 'relay_temporary',
      code: null,
      enhancedCode: null,
      reply: null,
    };
  }
  const code = Number(/^[45][0-5][0-9](?=[ \n-]|$)/.exec(reply)?.[0] ?? Number.NaN);
  const enhancedCode = Number.isNaN(code) ? null : enhancedCodeOf(reply);
  return {
    ...fault,
    class: Number.isNaN(code) ? 'relay_temporary' : classifyReply(stage, code, enhancedCode),
    code: Number.isNaN(code) ? null : code,
    enhancedCode,
    reply: cleanReply(reply, keptReplyBytes),
  };
}

function wordsOf(error: MailError, stage: SmtpStage): string {
  const words = error.response
    ? error.message.replace(`: ${error.response}`, '').replace(/[.:]? response=.*$/s, '')
    : error.message;
  return cleanReply(`${stage}: ${words}`, 500);
}
