import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dailyReportOf } from '../../src/account-mail/daily-report-mail.js';
import { DailyReportService } from '../../src/modules/stats/daily-report.service.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../factories/mailings.js';
import { aUser } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let report: DailyReportService;
beforeAll(async () => {
  api = await startTestApp({ SUPPORT_EMAIL: 'help@example.com', TIMEZONE: 'Europe/Moscow' });
  report = api.app.get(DailyReportService, { strict: false });
});
afterAll(() => api?.close());

/** What the jobs that wait would send. */
async function queued(): Promise<{ to: string; kind: string; values: Record<string, string> }[]> {
  const rows = await api.dataSource.query(
    `SELECT payload FROM graphile_worker._private_jobs WHERE key LIKE 'daily_report:%' ORDER BY id`,
  );
  return rows.map(({ payload }: { payload: never }) => payload);
}

/** Another instance: it remembers nothing of what this one did. */
const another = () =>
  Object.assign(Object.create(DailyReportService.prototype), report, { lastDay: '' }) as DailyReportService;

describe('the daily report', () => {
  it('says nothing of the day before a service was set up', async () => {
    expect(await report.reportOnce(new Date('2031-03-10T03:00:00Z'))).toBe(false);
    expect(await queued()).toEqual([]);
  });

  it('goes to SUPPORT_EMAIL once, however many instances are at it', async () => {
    const { id: ownerId, email } = await aUser(api.dataSource);
    const mailing = await aMailing(api.dataSource, { ownerId, name: 'Новости\r\nBcc: x@example.com' });
    const run = await aRun(api.dataSource, mailing);
    const delivery = await aDelivery(api.dataSource, run, { status: 'uncertain' });
    // Of 10 March in Moscow: from 21:00 UTC of the day before to 21:00 UTC.
    await anAttempt(api.dataSource, delivery, { at: new Date('2031-03-09T20:59:59Z'), status: 'fail' });
    await anAttempt(api.dataSource, delivery, { at: new Date('2031-03-09T21:00:00Z') });
    await anAttempt(api.dataSource, delivery, { at: new Date('2031-03-10T20:59:59Z'), status: 'uncertain' });
    await anAttempt(api.dataSource, delivery, { at: new Date('2031-03-10T21:00:00Z'), status: 'fail' });

    expect(await report.reportOnce(new Date('2031-03-11T02:59:59Z'))).toBe(false);
    const now = new Date('2031-03-11T03:00:00Z');
    const tries = await Promise.all([report, another(), another()].map((one) => one.reportOnce(now)));
    expect(tries.filter((isQueued) => isQueued)).toHaveLength(1);
    expect(await another().reportOnce(new Date('2031-03-11T20:00:00Z'))).toBe(false);
    const values = { day: '2031-03-10', success: '1', fail: '0', uncertain: '1', undecided: '1' };
    expect(await queued()).toMatchObject([{ kind: 'daily_report', to: 'help@example.com', values }]);
    expect((await queued())[0]!.values['mailings']).toBe(`Новости Bcc: x@example.com, ${email}: 1 / 0 / 1`);
  });

  it('goes out on a day without mailings too, and late where nobody was here at its hour', async () => {
    expect(await report.reportOnce(new Date('2031-03-15T18:00:00Z'))).toBe(true);
    expect((await queued()).at(-1)!.values).toMatchObject({ day: '2031-03-14', success: '0', mailings: '' });
  });

  it('is sent to nobody who was not named', async () => {
    const silent = await startTestApp();
    try {
      const service = silent.app.get(DailyReportService, { strict: false });
      expect(await service.reportOnce(new Date('2031-03-11T03:00:00Z'))).toBe(false);
      expect(await silent.dataSource.query('SELECT * FROM daily_reports')).toEqual([]);
    } finally {
      await silent.close();
    }
  });
});

it('its text names the sums and each mailing', () => {
  const values = {
    day: '2031-03-10',
    success: '5',
    fail: '2',
    uncertain: '1',
    undecided: '3',
    mailings: 'A: 5 / 2 / 1',
  };
  const { subject, text } = dailyReportOf('en', values);
  expect(subject).toBe('Postledger: Mailings of 2031-03-10');
  expect(text).toContain('Successful attempts: 5\nFailed attempts: 2\n');
  expect(text).toContain('- A: 5 / 2 / 1\n');
  expect(dailyReportOf('ru', { ...values, mailings: '' }).text).toContain('ничего не отправлялось');
});
