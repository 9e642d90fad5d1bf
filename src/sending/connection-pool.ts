// Open connections of one channel: idle ones are used again, and closed when nobody wants them for a while.
import type { Channel, Clock, Connection, Log } from './ports.js';

/** A goodbye that takes longer is not waited for. */
const GOODBYE_MS = 2_000;

export class ConnectionPool {
  /** The most recently used last, so that the others grow old and go. */
  private idle: { connection: Connection; since: number }[] = [];
  private isReaping = false;
  /** Connections that are taking leave: the relay still counts them. */
  leaving = 0;

  constructor(
    private readonly channel: Channel,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly idleMs: number,
    private readonly onClosed: () => void,
  ) {}

  /**
   * An idle connection, or else a new one. How many are open at once is the caller's to bound: a connection is
   * opened only when none is idle, so there are never more than callers. Rejects as `Channel.connect` does.
   */
  async take(signal: AbortSignal): Promise<Connection> {
    for (let last = this.idle.pop(); last !== undefined; last = this.idle.pop()) {
      if (last.connection.isUsable) return last.connection;
      await this.close(last.connection);
    }
    return this.channel.connect(signal);
  }

  /** Resolves when the caller's place is free: a connection that cannot be used again is closed first. */
  async giveBack(connection: Connection): Promise<void> {
    if (!connection.isUsable) return this.close(connection);
    this.idle.push({ connection, since: this.clock.now() });
    if (!this.isReaping) void this.closeOldOnes();
  }

  async closeIdle(): Promise<void> {
    const idle = this.idle;
    this.idle = [];
    await Promise.all(idle.map(({ connection }) => this.close(connection)));
  }

  private async closeOldOnes(): Promise<void> {
    this.isReaping = true;
    while (this.idle.length > 0) {
      await this.clock.sleep(Math.max(1, this.idle[0].since + this.idleMs - this.clock.now()));
      const oldest = this.idle.findIndex(({ since }) => this.clock.now() - since < this.idleMs);
      const old = this.idle.splice(0, oldest < 0 ? this.idle.length : oldest);
      await Promise.all(old.map(({ connection }) => this.close(connection)));
    }
    this.isReaping = false;
  }

  private async close(connection: Connection): Promise<void> {
    this.leaving++;
    const goodbye = new AbortController();
    const closed = connection
      .close()
      .catch((error: Error) => this.log.warn('connection.close_failed', { error: error.message }))
      .finally(() => goodbye.abort());
    await Promise.race([closed, this.clock.sleep(GOODBYE_MS, goodbye.signal)]);
    this.leaving--;
    this.onClosed();
  }
}
