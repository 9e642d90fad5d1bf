// One kept connection to an SMS gateway. The barrier stands before the request: once a byte of it is on the wire, only
// the gateway's own answer says what became of it.
import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { RelayFault, type Outcome } from '../../sending/ports.js';
import { outcomeOfAnswer, type GatewayAnswer } from './gateway-answer.js';

export interface GatewayOptions {
  /** The gateway's address without the path of the request. */
  url: string;
  token?: string;
  /** For all of connecting. */
  sendTimeoutMs: number;
  /** From the request to the end of its answer. */
  replyTimeoutMs: number;
}

export interface GatewayMessage {
  id: number;
  phone: string;
  text: string;
}

const longestAnswerBytes = 64 * 1024;

export class GatewaySession {
  private readonly agent: http.Agent;
  private isWritten = false;

  private constructor(
    private readonly options: GatewayOptions,
    private readonly base: URL,
    private readonly socket: Socket,
  ) {
    const Agent = base.protocol === 'https:' ? https.Agent : http.Agent;
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
    // The one connection, and never another: a request must not be written to one that nobody looked at.
    (this.agent as unknown as { createConnection: () => Socket }).createConnection = () => socket;
    socket.on('error', () => socket.destroy());
  }

  /** Rejects with `RelayFault` when the gateway cannot be reached in time, or the signal was aborted. */
  static async open(options: GatewayOptions, signal: AbortSignal): Promise<GatewaySession> {
    const base = new URL(options.url.replace(/\/+$/, ''));
    return new GatewaySession(options, base, await connected(base, options.sendTimeoutMs, signal));
  }

  get isUsable(): boolean {
    return !this.socket.destroyed && this.socket.writable && this.socket.readable;
  }

  /** Never rejects. Until the request is begun a fault is the relay's; from then on it is unknown what was done. */
  async send(message: GatewayMessage): Promise<Outcome> {
    if (!this.isUsable) return faultOf('relay_temporary', 'the gateway closed the connection');
    this.isWritten = false;
    try {
      return outcomeOfAnswer(await this.ask(message));
    } catch (error) {
      this.destroy();
      return faultOf(this.isWritten ? 'unknown' : 'relay_temporary', (error as Error).message);
    }
  }

  destroy(): void {
    this.agent.destroy();
    this.socket.destroy();
  }

  private ask(message: GatewayMessage): Promise<GatewayAnswer> {
    const { token, replyTimeoutMs } = this.options;
    const body = Buffer.from(JSON.stringify(message));
    const request = this.base.protocol === 'https:' ? https.request : http.request;
    return new Promise((resolve, reject) => {
      let lateness: Error | undefined;
      let isAnswering = false;
      // Of the whole exchange, however busy the gateway keeps us.
      const deadline = setTimeout(() => {
        lateness = new Error(`the gateway's answer took longer than ${replyTimeoutMs} ms`);
        asked.destroy(lateness);
      }, replyTimeoutMs);
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      };
      const url = `${this.base.href.replace(/\/+$/, '')}/v1/send/${message.id}`;
      const asked = request(url, { method: 'POST', agent: this.agent, headers }, (response) => {
        isAnswering = true;
        answerOf(response)
          .then(resolve, (fault: Error) => reject(lateness ?? fault))
          .finally(() => clearTimeout(deadline));
      });
      asked.on('error', reject);
      asked.on('close', () => {
        if (isAnswering) return;
        clearTimeout(deadline);
        reject(new Error('the gateway closed the connection without an answer'));
      });
      this.isWritten = true;
      asked.end(body);
    });
  }
}

async function answerOf(response: http.IncomingMessage): Promise<GatewayAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestAnswerBytes)
      throw new Error(`the gateway's answer is longer than ${longestAnswerBytes} bytes`);
    chunks.push(chunk);
  }
  const contentType = response.headers['content-type'] ?? '';
  return { status: response.statusCode ?? 0, contentType, body: Buffer.concat(chunks) };
}

function faultOf(as: Outcome['class'], error: string): Outcome {
  return { class: as, stage: 'gateway', code: null, enhancedCode: null, reply: null, error };
}

function connected(base: URL, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const isSecure = base.protocol === 'https:';
    const host = base.hostname.replace(/^\[|\]$/g, '');
    const port = Number(base.port || (isSecure ? 443 : 80));
    const socket = isSecure
      ? tls.connect({
          host,
          port,
          servername: net.isIP(host) ? undefined : host,
          ALPNProtocols: ['http/1.1'],
        })
      : net.connect({ host, port });
    const end = (error: Error | null) => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', abort);
      socket.removeAllListeners();
      if (error === null) return resolve(socket);
      socket.on('error', () => undefined);
      socket.destroy();
      reject(
        new RelayFault({ ...faultOf('relay_temporary', `connecting: ${error.message}`), stage: 'connect' }),
      );
    };
    const abort = () => end(new Error('connecting was given up'));
    const deadline = setTimeout(() => end(new Error(`took longer than ${timeoutMs} ms`)), timeoutMs);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => end(null));
    socket.once('error', end);
    socket.once('close', () => end(new Error('the gateway closed the connection')));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}
