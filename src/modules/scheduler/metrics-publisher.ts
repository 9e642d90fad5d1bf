// A worker answers no HTTP: it lays what it measured into a table, from which the API shows it at /metrics.
import { hostname } from 'node:os';
import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { MetricsRepository } from '../../metrics/metrics.repository.js';
import { ProcessMetrics } from '../../metrics/process-metrics.js';

const publishEveryMs = 5_000;

@Injectable()
export class MetricsPublisher implements BeforeApplicationShutdown {
  private readonly logger = new Logger('metrics');
  private readonly process = `${hostname()}:${process.pid}`;
  private going: Promise<void> | undefined;

  constructor(
    private readonly repository: MetricsRepository,
    private readonly metrics: ProcessMetrics,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.publish();
  }

  @Interval(publishEveryMs)
  publish(): Promise<void> {
    this.going ??= this.publishNow().finally(() => (this.going = undefined));
    return this.going;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.going;
    await this.repository.withdraw(this.process).catch(() => {});
  }

  private async publishNow(): Promise<void> {
    try {
      await this.repository.publish(this.process, await this.metrics.read({ worker: this.process }));
    } catch (fault) {
      this.logger.debug({ event: 'metrics.not_published', error: (fault as Error).message });
    }
  }
}
