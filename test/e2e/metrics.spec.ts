import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricsRepository } from '../../src/metrics/metrics.repository.js';
import { ProcessMetrics } from '../../src/metrics/process-metrics.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
beforeAll(async () => {
  api = await startTestApp();
});
afterAll(() => api?.close());

/** Everything that was measured, by name and labels. */
async function measured(): Promise<Map<string, number>> {
  await sleep(1_000); // what the tables say is asked for once a second at most
  const { status, text } = await api.get('//metrics');
  expect(status).toBe(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name, value] = /^(.*) (\S+)$/.exec(line)!;
      return [name!, Number(value)];
    }),
  );
}

describe('the metrics', () => {
  it('are text that Prometheus reads', async () => {
    const { headers, text } = await api.get('//metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('# TYPE postledger_attempts_total counter');
    expect(text).toContain('# TYPE http_request_duration_seconds histogram');
    const names = text.match(/^# TYPE \S+/gm)!;
    expect(new Set(names).size).toBe(names.length);
  });

  it('count attempts, deliveries, runs, and how long the oldest has been waiting', async () => {
    const { id: ownerId } = await aUser(api.dataSource);
    const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId, status: 'running' }));
    const sent = await aDelivery(api.dataSource, run, { status: 'sent' });
    await aDelivery(api.dataSource, run, { createdAt: new Date(Date.now() - 60_000) });
    const nextAttemptAt = new Date(Date.now() + 3_600_000);
    await aDelivery(api.dataSource, run, { status: 'deferred', nextAttemptAt });
    await anAttempt(api.dataSource, sent, { status: 'fail', code: 451 });
    await anAttempt(api.dataSource, sent);
    const metrics = await measured();
    expect(Object.fromEntries([...metrics].filter(([name]) => name.startsWith('postledger_')))).toMatchObject(
      {
        postledger_database_up: 1,
        'postledger_attempts_total{status="success"}': 1,
        'postledger_attempts_total{status="fail"}': 1,
        'postledger_attempts_total{status="uncertain"}': 0,
        'postledger_deliveries{status="sent"}': 1,
        'postledger_deliveries{status="pending"}': 1,
        'postledger_deliveries{status="deferred"}': 1,
        postledger_runs_running: 1,
        postledger_jobs_waiting: 0,
        postledger_jobs_failed: 0,
      },
    );
    expect(metrics.get('postledger_queue_age_seconds')).toBeGreaterThan(59);
    expect(metrics.get('postledger_queue_age_seconds')).toBeLessThan(90);
  });

  it('time requests by the pattern of their route', async () => {
    for (const id of ['a', 'b']) await api.get(`/mailings/${id}`);
    const metrics = await measured();
    const labels = 'method="GET",route="/api/v1/mailings/:id",status="401"';
    expect(metrics.get(`http_request_duration_seconds_count{${labels}}`)).toBe(2);
    expect(metrics.get(`http_request_duration_seconds_bucket{le="+Inf",${labels}}`)).toBe(2);
  });

  it('tell of this process and of the workers beside it', async () => {
    const worker = new ProcessMetrics();
    worker.attempts.observe({ channel: 'email', status: 'success' }, 0.02);
    worker.watch('postledger_relay_breaker', 'help', ['channel', 'state'], () => [
      [{ channel: 'email', state: 'open' }, 1],
    ]);
    const repository = api.app.get(MetricsRepository);
    await repository.publish('host:1', await worker.read({ worker: 'host:1' }));
    await repository.publish('host:2', await new ProcessMetrics().read({ worker: 'host:2' }));
    const metrics = await measured();
    expect(metrics.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    for (const process of ['host:1', 'host:2']) {
      expect(metrics.get(`process_resident_memory_bytes{worker="${process}"}`)).toBeGreaterThan(1e6);
    }
    const labels = 'channel="email",status="success",worker="host:1"';
    expect(metrics.get(`postledger_attempt_duration_seconds_count{${labels}}`)).toBe(1);
    const breaker = 'postledger_relay_breaker{channel="email",state="open",worker="host:1"}';
    expect(metrics.get(breaker)).toBe(1);
    await repository.withdraw('host:1');
    expect([...(await measured()).keys()].filter((name) => name.includes('host:1'))).toEqual([]);
  });

  it('are for who has the token, where one is set', async () => {
    const guarded = await startTestApp({ METRICS_TOKEN: 'the token of Prometheus' });
    try {
      const ask = async (authorization?: string) =>
        (
          await guarded.request({
            method: 'GET',
            path: '//metrics',
            headers: authorization ? { authorization } : {},
          })
        ).status;
      expect(await ask()).toBe(401);
      expect(await ask('Bearer another')).toBe(401);
      expect(await ask('Bearer the token of Prometheus')).toBe(200);
    } finally {
      await guarded.close();
    }
  });
});
