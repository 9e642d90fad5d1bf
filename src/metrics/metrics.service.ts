// The text at /metrics: this process, the worker processes, and what the tables say of the service as a whole.
import { Injectable, Logger } from '@nestjs/common';
import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import { MetricsRepository, type ServiceFigures } from './metrics.repository.js';
import { type MetricsOfProcess, ProcessMetrics } from './process-metrics.js';

/** However many ask, the tables are asked this often at most. */
const figuresLifeMs = 1_000;

@Injectable()
export class MetricsService {
  private readonly logger = new Logger('metrics');
  private last: { at: number; metrics: Promise<MetricsOfProcess[]> } | undefined;

  constructor(
    private readonly repository: MetricsRepository,
    private readonly own: ProcessMetrics,
  ) {}

  /** In the text format of Prometheus. While the database is away, only what this process knows by itself. */
  async read(): Promise<{ text: string; contentType: string }> {
    const shared = await this.shared();
    const all = AggregatorRegistry.aggregate([...shared, await this.own.read()] as unknown as object[]);
    return { text: await all.metrics(), contentType: all.contentType };
  }

  private shared(): Promise<MetricsOfProcess[]> {
    const now = Date.now();
    if (!this.last || now - this.last.at >= figuresLifeMs)
      this.last = { at: now, metrics: this.readShared() };
    return this.last.metrics;
  }

  private async readShared(): Promise<MetricsOfProcess[]> {
    try {
      const [figures, published] = await Promise.all([
        this.repository.readFigures(),
        this.repository.readPublished(),
      ]);
      return [await asMetrics(figures), ...published];
    } catch (fault) {
      this.logger.warn({ event: 'metrics.not_read', error: (fault as Error).message });
      return [await asMetrics(null)];
    }
  }
}

async function asMetrics(figures: ServiceFigures | null): Promise<MetricsOfProcess> {
  const registers = [new Registry()];
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `postledger_${name}`, help, registers }).set(value);
  gauge('database_up', '1 when the database answered, 0 when it did not', figures ? 1 : 0);
  if (figures) {
    const attempts = new Counter({
      name: 'postledger_attempts_total',
      help: 'Attempts of all times, over all workers',
      labelNames: ['status'],
      registers,
    });
    for (const [status, count] of Object.entries(figures.attempts)) attempts.inc({ status }, count);
    const deliveries = new Gauge({
      name: 'postledger_deliveries',
      help: 'Deliveries of all runs by their status',
      labelNames: ['status'],
      registers,
    });
    for (const [status, count] of Object.entries(figures.deliveries)) deliveries.set({ status }, count);
    gauge('runs_running', 'Runs that are open', figures.runningRuns);
    gauge('queue_age_seconds', 'How long the oldest due delivery has been waiting', figures.oldestDueSeconds);
    gauge('jobs_waiting', 'Jobs that are due and that no worker has taken', figures.waitingJobs);
    gauge('jobs_failed', 'Jobs that were given up after their last try', figures.failedJobs);
    const { bounceMailbox } = figures;
    if (bounceMailbox) {
      const help = '1 when the mailbox for bounces was read at the last try, 0 when that failed';
      gauge('bounce_mailbox_up', help, Number(bounceMailbox.isRead));
    }
    if (bounceMailbox?.lastReadSeconds) {
      const help = 'Unix time at which the mailbox for bounces was read last';
      gauge('bounce_mailbox_last_read_timestamp_seconds', help, bounceMailbox.lastReadSeconds);
    }
  }
  return (await registers[0]!.getMetricsAsJSON()) as unknown as MetricsOfProcess;
}
