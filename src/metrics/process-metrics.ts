// What this process measures of itself.
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, type MetricObject, Registry } from 'prom-client';

/** The metrics of one process, as they travel to whoever shows them. */
export type MetricsOfProcess = (Omit<MetricObject, 'collect'> & {
  values: { value: number; labels: Record<string, string | number>; metricName?: string }[];
})[];

@Injectable()
export class ProcessMetrics {
  private readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests that were answered, by the pattern of their route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  readonly attempts = new Histogram({
    name: 'postledger_attempt_duration_seconds',
    help: 'Attempts of this worker, from the beginning of the dialogue to its end',
    labelNames: ['channel', 'status'],
    buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
    registers: [this.registry],
  });

  readonly bounceMails = new Counter({
    name: 'postledger_bounce_mails_total',
    help: 'Mails that this worker found in the mailbox for bounces, by what became of them',
    labelNames: ['result'],
    registers: [this.registry],
  });

  constructor() {
    // Memory, processor, event loop lag, garbage collection.
    collectDefaultMetrics({ register: this.registry });
  }

  /** A gauge that is read when somebody looks: `read` answers its values by label. */
  watch(
    name: string,
    help: string,
    labelNames: string[],
    read: () => [Record<string, string>, number][],
  ): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [],
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.set(labels, value);
      },
    });
    this.registry.registerMetric(gauge);
  }

  /** `labels` are added to each value. */
  async read(labels: Record<string, string> = {}): Promise<MetricsOfProcess> {
    const all = (await this.registry.getMetricsAsJSON()) as unknown as MetricsOfProcess;
    return all.map((metric) => ({
      ...metric,
      values: metric.values.map((value) => ({ ...value, labels: { ...value.labels, ...labels } })),
    }));
  }
}
