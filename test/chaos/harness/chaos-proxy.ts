// A TCP proxy that does to connections what networks do: delays, slices, resets, and lets the other side go silent.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Chance } from './chance.js';

export interface Weather {
  /** Added to every chunk, in each direction. */
  latencyMs: number;
  /** Chunks are cut into pieces of at most so many bytes, sent one by one; 0: as they come. */
  sliceBytes: number;
  /** Nothing passes from the server to the client any more; the connections stay open. */
  holdsAnswers: boolean;
  /** Nothing passes from the client to the server any more; the connections stay open. */
  holdsRequests: boolean;
}

const fairWeather: Weather = { latencyMs: 0, sliceBytes: 0, holdsAnswers: false, holdsRequests: false };

export class ChaosProxy {
  private weather = fairWeather;
  private readonly pairs = new Set<[Socket, Socket]>();
  private readonly silent = new Set<Socket>();
  private changed: () => void = () => {};
  private change = new Promise<void>((resolve) => (this.changed = resolve));

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async start(target: number): Promise<ChaosProxy> {
    const server = createServer({ pauseOnConnect: false });
    const proxy = new ChaosProxy(server, target);
    server.on('connection', (client) => proxy.join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  set(weather: Partial<Weather>): void {
    this.weather = { ...this.weather, ...weather };
    this.changed();
    this.change = new Promise((resolve) => (this.changed = resolve));
  }

  clear(): void {
    this.set(fairWeather);
  }

  /** Resets each open connection with this likelihood. Returns how many. */
  reset(chance: Chance, likelihood = 1): number {
    return this.strike(chance, likelihood, ([client, upstream]) => {
      client.resetAndDestroy();
      upstream.destroy();
    });
  }

  /** Half-open: the client hears nothing any more and is not told; the server sees the end. */
  silence(chance: Chance, likelihood = 1): number {
    return this.strike(chance, likelihood, ([client, upstream]) => {
      this.silent.add(client);
      upstream.destroy();
    });
  }

  async close(): Promise<void> {
    this.clear();
    for (const [client, upstream] of this.pairs) {
      client.destroy();
      upstream.destroy();
    }
    for (const client of this.silent) client.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private strike(chance: Chance, likelihood: number, how: (pair: [Socket, Socket]) => void): number {
    const struck = [...this.pairs].filter(() => chance.next() < likelihood);
    for (const pair of struck) {
      this.pairs.delete(pair);
      how(pair);
    }
    return struck.length;
  }

  private join(client: Socket): void {
    const upstream = connect(this.target, '127.0.0.1');
    const pair: [Socket, Socket] = [client, upstream];
    this.pairs.add(pair);
    for (const socket of pair) socket.setNoDelay(true).on('error', () => undefined);
    void this.pass(client, upstream, 'holdsRequests');
    void this.pass(upstream, client, 'holdsAnswers');
    client.on('close', () => {
      this.pairs.delete(pair);
      this.silent.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => {
      if (!this.silent.has(client)) client.destroySoon();
    });
  }

  private async pass(from: Socket, to: Socket, hold: 'holdsRequests' | 'holdsAnswers'): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        if (this.weather.latencyMs > 0) await pause(this.weather.latencyMs);
        const size = this.weather.sliceBytes || chunk.length;
        for (let at = 0; at < chunk.length; at += size) {
          while (this.weather[hold]) await this.change;
          if (to.destroyed || this.silent.has(to)) return;
          to.write(chunk.subarray(at, at + size));
          if (size < chunk.length) await pause(0);
        }
      }
    } catch {
      // Either side was reset: its 'close' takes the other one along.
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));
}
