import { DataSource } from 'typeorm';
import { queryInTime } from '../../database/query-in-time.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import type { Pace } from '../../sending/ports.js';

/** One row says when the next message of the channel may go out; every worker takes its places from there. */
const reserveStatement = `
INSERT INTO send_pace AS pace (channel, next_at) VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
ON CONFLICT (channel) DO UPDATE
  SET next_at = greatest(pace.next_at, clock_timestamp()) + $2 * interval '1 ms'
RETURNING extract(epoch FROM pace.next_at - clock_timestamp()) * 1000 - $2 AS "firstInMs"`;

const answerMs = 5_000;

/** The pace over all workers: places are spread evenly, so that no second ever holds more than the rate. */
export class PostgresPace implements Pace {
  private readonly gapMs: number;

  constructor(
    private readonly dataSource: DataSource,
    private readonly channel: ChannelName,
    ratePerSecond: number,
  ) {
    // A little wider than the rate: a letter may leave later than its place (a commit comes before its dot), and with
    // exact gaps a delay of one gap would already be one letter too many in a second.
    this.gapMs = 1_050 / ratePerSecond;
  }

  async reserve(count: number): Promise<number[]> {
    const [row] = await queryInTime<{ firstInMs: string }[]>(this.dataSource, answerMs, reserveStatement, [
      this.channel,
      count * this.gapMs,
    ]);
    // Counted from our own clock: the places are distances, so a clock that is off changes nothing.
    const firstAt = Date.now() + Math.max(0, Number(row!.firstInMs));
    return Array.from({ length: count }, (_, index) => firstAt + index * this.gapMs);
  }
}
