// Reports that come into a mailbox: read over IMAP from a real dovecot, settled by the signed address alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mostReportBytes } from '../../src/http/mail-body.js';
import { BounceAddresses } from '../../src/modules/bounces/bounce-addresses.js';
import { Delivery } from '../../src/modules/mailings/delivery.entity.js';
import { Run } from '../../src/modules/mailings/run.entity.js';
import { aDelivery, aMailing, aRun } from '../factories/mailings.js';
import { arf, dsn } from '../factories/reports.js';
import { aUser } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { describeWithDovecot, startDovecot, type TestDovecot } from '../setup/dovecot.js';
import { eventually as withinTime } from '../setup/service.js';
import { startTestWorker, type TestWorker } from '../setup/worker.js';

const bounceDomain = { BOUNCE_DOMAIN: 'bounces.example' };
const human = [
  'From: Anna <anna@example.com>',
  'To: <news@bounces.example>',
  'Subject: Re: News',
  '',
  'Please call me.',
  '',
].join('\r\n');
const isRead = '$Postledger';

const eventually: typeof withinTime = (what, look) => withinTime(what, look, 45_000);

let api: TestApp;
let dovecot: TestDovecot;
let worker: TestWorker | undefined;

async function aStory(status: Delivery['status'] = 'uncertain') {
  const user = await aUser(api.dataSource);
  const run = await aRun(api.dataSource, await aMailing(api.dataSource, { ownerId: user.id }));
  const delivery = await aDelivery(api.dataSource, run, { status });
  return { user, run, delivery, address: api.app.get(BounceAddresses).addressOf(delivery.number) };
}

const statusOf = async ({ delivery, run }: Awaited<ReturnType<typeof aStory>>) => {
  const { status } = await api.dataSource.getRepository(Delivery).findOneByOrFail({ id: delivery.id });
  const { sent, failed, uncertain } = await api.dataSource.getRepository(Run).findOneByOrFail({ id: run.id });
  return { status, counts: [sent, failed, uncertain] };
};
const reasonsOf = async ({ user }: Awaited<ReturnType<typeof aStory>>) => {
  const rows = await api.dataSource.query<{ reason: string }[]>(
    `SELECT reason FROM suppressions WHERE owner_id = $1`,
    [user.id],
  );
  return rows.map(({ reason }) => reason);
};

/** The mails of the folder, once each of them was read. */
const settled = (user: string, count: number) =>
  eventually('all mails were read', async () => {
    const inbox = (await dovecot.list(user)) ?? [];
    const processed = (await dovecot.list(user, 'Processed')) ?? [];
    const left = inbox.filter(({ flags }) => !flags.includes(isRead));
    return left.length === 0 && inbox.length + processed.length === count ? { inbox, processed } : null;
  });

async function startReader(user: string, env: Record<string, string> = {}) {
  worker = await startTestWorker(api, {
    ...bounceDomain,
    BOUNCE_IMAP_URL: dovecot.url(user),
    BOUNCE_IMAP_INTERVAL: '200ms',
    ...env,
  });
}

async function stopReader() {
  await worker?.close();
  worker = undefined;
}

describeWithDovecot('a mailbox for bounces', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    api = await startTestApp(bounceDomain);
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    await stopReader();
    await dovecot?.remove();
    await api?.close();
  });

  describe('that is read', () => {
    beforeAll(() => startReader('reader'));
    afterAll(stopReader);

    it('settles and suppresses by what reports say, and puts them away; all else stays unread', async () => {
      const [bounced, arrived, complained, forged] = [
        await aStory(),
        await aStory(),
        await aStory('sent'),
        await aStory(),
      ];
      const tooLarge = `Subject: large\r\n\r\n${'x'.repeat(mostReportBytes)}`;
      dovecot.deliver('reader', [
        dsn({ to: bounced.address, subject: 'bounced' }),
        dsn({ to: arrived.address, action: 'delivered', status: '2.0.0', subject: 'arrived' }),
        arf(complained.address),
        dsn({
          to: forged.address.replace(/.@/, (end) => (end[0] === '0' ? '1@' : '0@')),
          subject: `forged ${forged.address}`,
        }),
        human,
        tooLarge,
        '\0\0\0',
      ]);
      const { inbox, processed } = await settled('reader', 7);
      expect(processed.map(({ subject }) => subject).sort()).toEqual(['FW: News', 'arrived', 'bounced']);
      expect(inbox.map(({ subject }) => subject.split(' ')[0]).sort()).toEqual([
        '',
        'Re:',
        'forged',
        'large',
      ]);
      expect(inbox.map(({ flags }) => flags)).toEqual(Array.from({ length: 4 }, () => [isRead]));
      expect(await statusOf(bounced)).toEqual({ status: 'failed', counts: [0, 1, 0] });
      expect(await reasonsOf(bounced)).toEqual(['hard_bounce']);
      expect(await statusOf(arrived)).toEqual({ status: 'sent', counts: [1, 0, 0] });
      expect(await statusOf(complained)).toMatchObject({ status: 'sent' });
      expect(await reasonsOf(complained)).toEqual(['complaint']);
      expect(await statusOf(forged)).toEqual({ status: 'uncertain', counts: [0, 0, 1] });
      expect(await reasonsOf(forged)).toEqual([]);
    });

    it('tells in the metrics what became of them, and when it was read last', async () => {
      const known = await eventually('the worker has published', async () => {
        const { text } = await api.get('//metrics');
        const values = [...text.matchAll(/^postledger_bounce_mails_total\{result="(\w+)".*\} (\d+)$/gm)];
        const counts = Object.fromEntries(values.map(([, result, count]) => [result, Number(count)]));
        return counts['failed'] ? { text, counts } : null;
      });
      expect(known.counts).toEqual({
        failed: 1,
        delivered: 1,
        complaint: 1,
        ignored: 3,
        too_large: 1,
        unreadable: 0,
        not_taken: 0,
      });
      expect(known.text).toMatch(/^postledger_bounce_mailbox_up 1$/m);
      const at = Number(
        /^postledger_bounce_mailbox_last_read_timestamp_seconds (\S+)$/m.exec(known.text)?.[1],
      );
      expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(10);
    });

    it('is read again and again, each mail once', async () => {
      const before = (await dovecot.list('reader'))!.length;
      const story = await aStory();
      await sleep(500);
      dovecot.deliver('reader', [dsn({ to: story.address, subject: 'later' })]);
      await settled('reader', 8);
      expect((await dovecot.list('reader'))!).toHaveLength(before);
      expect(await statusOf(story)).toMatchObject({ status: 'failed' });
    });
  });

  it('gives up what was understood where that is not kept', async () => {
    onTestFinished(stopReader);
    const story = await aStory();
    dovecot.deliver('deleter', [dsn({ to: story.address }), human]);
    await startReader('deleter', { BOUNCE_IMAP_KEEP: 'false' });
    const { inbox, processed } = await settled('deleter', 1);
    expect([inbox.map(({ subject }) => subject), processed]).toEqual([['Re: News'], []]);
    expect(await dovecot.list('deleter', 'Processed')).toBeNull();
    expect(await statusOf(story)).toMatchObject({ status: 'failed' });
  });

  it('that cannot take a report goes on with the others, and takes it later', async () => {
    onTestFinished(stopReader);
    const [first, stuck, last] = [await aStory(), await aStory(), await aStory()];
    await api.dataSource.query(`
      CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.number = ${stuck.delivery.number} THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$`);
    await api.dataSource.query(
      `CREATE TRIGGER refuse_one BEFORE UPDATE ON deliveries FOR EACH ROW EXECUTE FUNCTION refuse_one()`,
    );
    dovecot.deliver(
      'stuck',
      [first, stuck, last].map(({ address }) => dsn({ to: address })),
    );
    await startReader('stuck');
    await eventually('the others', async () => (await dovecot.list('stuck', 'Processed'))?.length === 2);
    expect((await dovecot.list('stuck'))!.map(({ flags }) => flags)).toEqual([[]]);
    const { text } = await api.get('//metrics');
    await eventually('told', async () => {
      const rows = await api.dataSource.query(`SELECT last_error AS error FROM bounce_mailbox`);
      return /^mail \d+ could not be taken in: not this one$/.test(rows[0].error);
    });
    expect(text).toContain('postledger_bounce_mailbox_up');
    await api.dataSource.query(`DROP TRIGGER refuse_one ON deliveries`);
    await api.dataSource.query(`DROP FUNCTION refuse_one`);
    await settled('stuck', 3);
    expect(await statusOf(stuck)).toMatchObject({ status: 'failed' });
  });
});
