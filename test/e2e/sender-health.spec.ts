import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp } from '../setup/app.js';
import { runBuiltCli } from '../setup/cli.js';
import {
  type DnsMood,
  type DnsZone,
  type ScriptedDnsServer,
  startScriptedDnsServer,
} from '../setup/scripted-dns-server.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publishedKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const dkimLine = `v=DKIM1; k=rsa; p=${publishedKey}`;

const settings = {
  SMTP_URL: 'smtp://relay.flower-shop.de?tls=required',
  MAIL_FROM: 'Flowers <post@flower-shop.de>',
  PUBLIC_URL: 'https://post.flower-shop.de',
  DKIM_DOMAIN: 'flower-shop.de',
  DKIM_SELECTOR: 'mail2026',
  DKIM_PRIVATE_KEY: pem,
};
const goodZone: DnsZone = {
  'TXT flower-shop.de': ['v=spf1 include:_spf.flower-shop.de -all', 'some-verification=1'],
  'TXT _spf.flower-shop.de': 'v=spf1 a:relay.flower-shop.de ~all',
  'TXT mail2026._domainkey.flower-shop.de': dkimLine,
  'TXT _dmarc.flower-shop.de': 'v=DMARC1; p=reject; rua=mailto:dmarc@flower-shop.de',
  'MX flower-shop.de': ['20 second.flower-shop.de', '10 first.flower-shop.de'],
  'A relay.flower-shop.de': '203.0.113.5',
  'AAAA relay.flower-shop.de': '2001:db8::5',
  'PTR 5.113.0.203.in-addr.arpa': 'relay.flower-shop.de',
  [`PTR 5.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`]: 'relay.flower-shop.de',
};

let dns: ScriptedDnsServer;
let api: TestApp | undefined;
beforeEach(async () => {
  dns = await startScriptedDnsServer({ ...goodZone });
});
afterEach(async () => {
  await api?.close();
  api = undefined;
  await dns.close();
});

async function health({
  env = {},
  zone = {},
  language = 'en' as 'ru' | 'en',
  mood = 'fine' as DnsMood,
} = {}) {
  Object.assign(dns.zone, zone);
  dns.mood = mood;
  api ??= await startTestApp({ ...settings, DNS_SERVERS: dns.address, CACHE_ENABLED: 'false', ...env });
  const user = await aUser(api.dataSource, { language });
  return api.get('/sending/health', await tokenOf(user));
}

interface Check {
  name: string;
  status: string;
  found: string | null;
  advice: { text: string; dns: { type: string; name: string; value: string } | null };
}
const statusesOf = ({ body }: { body: { checks: Check[] } }) =>
  Object.fromEntries(body.checks.map(({ name, status }) => [name, status]));
const checkOf = ({ body }: { body: { checks: Check[] } }, name: string) =>
  body.checks.find((check) => check.name === name)!;

const allFine = {
  spf: 'ok',
  dkim: 'ok',
  dmarc: 'ok',
  ptr: 'ok',
  sender_mx: 'ok',
  tls: 'ok',
  unsubscribe: 'ok',
};

describe('the sender', () => {
  it('that is set up as it should be is told so', async () => {
    const answer = await health();
    expect([answer.status, statusesOf(answer)]).toEqual([200, allFine]);
    expect(answer.body).toMatchObject({
      domain: 'flower-shop.de',
      checkedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      summary: 'All is well: the sender’s domain is set up as Gmail, Yahoo and Microsoft demand.',
    });
    expect(checkOf(answer, 'sender_mx').found).toBe('first.flower-shop.de, second.flower-shop.de');
  });

  it('of whom the DNS knows nothing gets the lines to put there, in the own language', async () => {
    for (const name of Object.keys(dns.zone)) if (!name.includes(' relay.')) delete dns.zone[name];
    const answer = await health({ language: 'ru' });
    expect(statusesOf(answer)).toEqual({
      ...allFine,
      spf: 'missing',
      dkim: 'missing',
      dmarc: 'missing',
      ptr: 'missing',
      sender_mx: 'missing',
    });
    expect(answer.body.summary).toBe(
      'Письма могут попадать в спам или не доходить. Исправьте: SPF, DKIM, DMARC, имя почтового сервера (PTR), приём ответов (MX).',
    );
    const lines = ['spf', 'dkim', 'dmarc', 'ptr'].map((name) => checkOf(answer, name).advice.dns);
    expect(lines).toEqual([
      { type: 'TXT', name: 'flower-shop.de', value: 'v=spf1 ip4:203.0.113.5 ip6:2001:db8::5 ~all' },
      { type: 'TXT', name: 'mail2026._domainkey.flower-shop.de', value: dkimLine },
      {
        type: 'TXT',
        name: '_dmarc.flower-shop.de',
        value: 'v=DMARC1; p=none; rua=mailto:dmarc@flower-shop.de',
      },
      { type: 'PTR', name: '5.113.0.203.in-addr.arpa', value: 'relay.flower-shop.de' },
    ]);
    for (const { advice } of answer.body.checks as Check[])
      expect(advice.text).toMatch(/^[А-Я].*[а-я].*[.)]$/);
    expect(answer.text).not.toMatch(/[{}]\w+\}|undefined|PRIVATE/);
  });

  it('that follows the lines of the advice is fine afterwards', async () => {
    for (const name of Object.keys(dns.zone)) if (/^TXT|^PTR 5\.113/.test(name)) delete dns.zone[name];
    const before = await health();
    for (const { advice } of before.body.checks as Check[]) {
      if (advice.dns) dns.zone[`${advice.dns.type} ${advice.dns.name}`] = advice.dns.value;
    }
    expect(statusesOf(await health())).toEqual(allFine);
  });

  it.each<[string, object, DnsZone, string, string, RegExp]>([
    [
      'a second SPF record',
      {},
      { 'TXT flower-shop.de': ['v=spf1 -all', 'v=spf1 a -all'] },
      'spf',
      'warning',
      /several/,
    ],
    ['+all', {}, { 'TXT flower-shop.de': 'v=spf1 +all' }, 'spf', 'warning', /anybody/],
    [
      'a loop of includes',
      {},
      { 'TXT _spf.flower-shop.de': 'v=spf1 include:flower-shop.de -all' },
      'spf',
      'warning',
      /10 questions/,
    ],
    [
      'an include of nothing',
      {},
      { 'TXT flower-shop.de': 'v=spf1 include:nobody.flower-shop.de -all' },
      'spf',
      'warning',
      /mistake/,
    ],
    [
      'another relay',
      {},
      { 'TXT _spf.flower-shop.de': 'v=spf1 ip4:198.51.100.0/24 -all' },
      'spf',
      'warning',
      /203\.0\.113\.5/,
    ],
    [
      'another key',
      {},
      { 'TXT mail2026._domainkey.flower-shop.de': 'v=DKIM1; p=AAAA' },
      'dkim',
      'warning',
      /another/,
    ],
    [
      'a revoked key',
      {},
      { 'TXT mail2026._domainkey.flower-shop.de': 'v=DKIM1; p=' },
      'dkim',
      'warning',
      /revoked/,
    ],
    [
      'a signature of another domain, and bounces too',
      { DKIM_DOMAIN: 'other.de', BOUNCE_DOMAIN: 'b.other.de' },
      {},
      'dmarc',
      'warning',
      /agrees neither/,
    ],
    [
      'a name that leads elsewhere',
      {},
      { 'A relay2.flower-shop.de': '203.0.113.99', 'PTR 5.113.0.203.in-addr.arpa': 'relay2.flower-shop.de' },
      'ptr',
      'warning',
      /lead back/,
    ],
    ['MX .', {}, { 'MX flower-shop.de': '0 .' }, 'sender_mx', 'warning', /takes no mail/],
    [
      'a bounce domain without a server',
      { BOUNCE_DOMAIN: 'bounces.flower-shop.de' },
      {},
      'bounce_mx',
      'missing',
      /bounces are lost/,
    ],
    [
      'a bounce domain without SPF',
      { BOUNCE_DOMAIN: 'bounces.flower-shop.de' },
      {},
      'bounce_spf',
      'missing',
      /no SPF/,
    ],
    [
      'no signature',
      { DKIM_DOMAIN: '', DKIM_SELECTOR: '', DKIM_PRIVATE_KEY: '' },
      {},
      'dkim',
      'missing',
      /not signed/,
    ],
    ['no demand for TLS', { SMTP_URL: 'smtp://relay.flower-shop.de' }, {}, 'tls', 'warning', /only if/],
    ['http', { PUBLIC_URL: 'http://post.flower-shop.de' }, {}, 'unsubscribe', 'missing', /https/],
    [
      'a loopback PUBLIC_URL',
      { PUBLIC_URL: 'https://127.0.0.1:8000' },
      {},
      'unsubscribe',
      'missing',
      /outside/,
    ],
    [
      'a relay inside',
      {},
      { 'A relay.flower-shop.de': '10.0.0.5', 'AAAA relay.flower-shop.de': [] },
      'ptr',
      'unknown',
      /cannot be seen/,
    ],
  ])('with %s is told', async (_, env, zone, name, status, text) => {
    const answer = await health({ env: env as Record<string, string>, zone });
    expect(answer.status).toBe(200);
    expect(checkOf(answer, name)).toMatchObject({ status, advice: { text: expect.stringMatching(text) } });
  });

  it('of a service with a log-in is not told to name its addresses', async () => {
    const env = { SMTP_URL: 'smtps://user:secret-password@relay.flower-shop.de' };
    const answer = await health({ env, zone: { 'TXT flower-shop.de': 'v=spf1 -all' } });
    expect(checkOf(answer, 'spf')).toMatchObject({ status: 'warning', advice: { dns: null } });
    expect(answer.text).not.toContain('secret-password');
  });

  it.each([
    ['the built-in mail server', { SMTP_URL: '' }, /built-in/],
    ['a relay on this machine', { SMTP_URL: 'smtp://127.0.0.1:2525' }, /on this machine/],
    ['a sender that is none', { MAIL_FROM: 'a@shop.localdomain' }, /not a real one/],
  ])('of a set-up for trying out, with %s, has nothing to check', async (_, env, summary) => {
    const { status, body } = await health({ env });
    expect([status, body.checks, dns.questions]).toEqual([200, [], []]);
    expect(body.summary).toMatch(summary);
  });
});

describe('the DNS', () => {
  it.each<[DnsMood]>([['silent'], ['broken'], ['garbled']])(
    'that is %s makes the checks unknown within five seconds',
    async (mood) => {
      const startedAt = performance.now();
      const answer = await health({ mood });
      expect(performance.now() - startedAt).toBeLessThan(9_000); // with the start of the service
      expect([answer.status, statusesOf(answer)]).toEqual([
        200,
        {
          spf: 'unknown',
          dkim: 'unknown',
          dmarc: 'unknown',
          ptr: 'unknown',
          sender_mx: 'unknown',
          tls: 'ok',
          unsubscribe: 'ok',
        },
      ]);
      expect(answer.body.summary).toMatch(/not all could be checked/);
    },
  );

  it('that nobody serves is unknown too', async () => {
    const answer = await health({ env: { DNS_SERVERS: '127.0.0.1:9' } });
    expect([answer.status, checkOf(answer, 'spf').status]).toEqual([200, 'unknown']);
  });

  it('that lies is shown cut and without control characters', async () => {
    const hostile = `v=spf1 \u001b[31m<script>\u202e ${'include:a.flower-shop.de '.repeat(400)}`;
    const answer = await health({
      zone: {
        'TXT flower-shop.de': hostile.slice(0, 3000),
        'PTR 5.113.0.203.in-addr.arpa': ['<script>.evil.de', 'ok.evil.de'],
        'MX flower-shop.de': `10 ${'a'.repeat(60)}\u001b.evil.de`,
      },
    });
    expect(answer.status).toBe(200);
    expect(checkOf(answer, 'spf').status).toBe('warning');
    expect(checkOf(answer, 'spf').found!.length).toBeLessThanOrEqual(1_000);
    expect(answer.text).not.toMatch(/\\u001b|\\u202e|\p{Cc}/u);
  });

  it('is asked at most a dozen times for one record, whatever stands in it', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `include:s${i}.flower-shop.de`).join(' ');
    const subs = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`TXT s${i}.flower-shop.de`, `v=spf1 ${many} -all`]),
    );
    const answer = await health({ zone: { 'TXT flower-shop.de': `v=spf1 ${many}`, ...subs } });
    expect(checkOf(answer, 'spf').advice.text).toMatch(/more than 10 questions/);
    expect(dns.questions.filter((one) => /^TXT s\d+\./.test(one)).length).toBeLessThanOrEqual(10);
  });

  it('is asked once a minute, however many ask, and each is answered in the own language', async () => {
    const env = { CACHE_ENABLED: 'true' };
    const first = await health({ env });
    const asked = dns.questions.length;
    const [second, third] = await Promise.all([health({ env, language: 'ru' }), health({ env })]);
    expect(dns.questions).toHaveLength(asked);
    expect(second.body.checkedAt).toBe(first.body.checkedAt);
    expect(second.body.summary).toMatch(/^Всё в порядке/);
    expect(third.body).toEqual(first.body);
  });
});

it('A visitor without a token, or with a query, learns nothing', async () => {
  expect((await health()).status).toBe(200);
  expect((await api!.get('/sending/health')).status).toBe(401);
  const token = await tokenOf(await aUser(api!.dataSource));
  expect((await api!.get('/sending/health?domain=victim.de', token)).status).toBe(400);
});

it('The command prints the same in the shell', async () => {
  delete dns.zone['TXT _dmarc.flower-shop.de'];
  await health();
  const env = {
    ...settings,
    DNS_SERVERS: dns.address,
    DATABASE_URL: api!.databaseUrl,
    DATA_DIR: api!.config.dataDir,
  };
  const { code, stdout, stderr } = await runBuiltCli(['check-sender'], { env });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ok {7}spf: SPF is fine/m);
  expect(stdout).toContain('TXT _dmarc.flower-shop.de "v=DMARC1; p=none; rua=mailto:dmarc@flower-shop.de"');
  expect(stdout.trim().split('\n').at(-1)).toBe('Mails may land in spam or not arrive. To mend: DMARC.');
});
