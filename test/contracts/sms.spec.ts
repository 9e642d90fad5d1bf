// The sms channel against a gateway that does what a test tells it: only a well-formed code 0 is ever `sent`.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SmsChannel } from '../../src/channels/sms-gateway/sms-channel.js';
import { RelayFault, type Connection } from '../../src/sending/ports.js';
import { aDelivery, aRun, never, yes } from '../smtp/letters.js';

type Reaction = (response: http.ServerResponse, request: http.IncomingMessage) => void;

let react: Reaction;
let asked: { method?: string; url?: string; authorization?: string; body: string }[];
let server: http.Server;
let url: string;
let sockets: number;
beforeEach(async () => {
  asked = [];
  sockets = 0;
  react = json({ code: 0, message: 'OK' });
  server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      asked.push({
        method: request.method,
        url: request.url,
        authorization: request.headers.authorization,
        body,
      });
      react(response, request);
    });
  });
  server.on('connection', () => (sockets += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function json(body: unknown, status = 200): Reaction {
  return text(JSON.stringify(body), 'application/json', status);
}
function text(body: string, type: string, status = 200): Reaction {
  return (response) => response.writeHead(status, { 'content-type': type }).end(body);
}

const channelTo = (base = url) =>
  new SmsChannel({ url: base, token: 'secret', sendTimeoutMs: 300, replyTimeoutMs: 300 });
const run = aRun({ channel: 'sms', text: 'Привет, {{fullName}}!', html: null });
const toPhone = aDelivery({ number: 42, recipient: '79161234567', slots: { fullName: 'Анна' } });
const send = (connection: Connection, atBarrier = yes, delivery = toPhone) =>
  connection.send(channelTo().compile(run), delivery, atBarrier);

async function sendOne(atBarrier = yes) {
  const connection = await channelTo().connect(never);
  const outcome = await send(connection, atBarrier);
  await connection.close();
  return outcome;
}

it('asks as the gateway wants it, over one connection', async () => {
  const connection = await channelTo(`${url}/`).connect(never);
  for (const number of [42, 43]) {
    const outcome = await send(connection, yes, { ...toPhone, number });
    expect(outcome).toMatchObject({
      class: 'accepted',
      stage: 'gateway',
      code: 200,
      reply: '{"code":0,"message":"OK"}',
    });
  }
  await connection.close();
  expect(sockets).toBe(1);
  expect(asked[0]).toMatchObject({ method: 'POST', url: '/v1/send/42', authorization: 'Bearer secret' });
  expect(JSON.parse(asked[0]!.body)).toEqual({ id: 42, phone: '79161234567', text: 'Привет, Анна!' });
  expect(asked[1]!.url).toBe('/v1/send/43');
});

describe('an answer', () => {
  it.each<[string, string, Reaction]>([
    ['code 1', 'client_permanent', json({ code: 1, message: 'unknown number' })],
    ['400', 'client_permanent', json({ error: 'bad phone' }, 400)],
    ['401', 'relay_permanent', json({ code: 0, message: 'OK' }, 401)],
    ['403', 'relay_permanent', text('no', 'text/plain', 403)],
    ['404', 'relay_permanent', text('<h1>nothing here</h1>', 'text/html', 404)],
    ['308', 'relay_permanent', text('', 'text/plain', 308)],
    ['302', 'unknown', text('', 'text/plain', 302)],
    ['429', 'relay_temporary', json({ code: 0 }, 429)],
    ['503', 'relay_temporary', text('later', 'text/plain', 503)],
    ['500', 'unknown', json({ code: 0, message: 'OK' }, 500)],
    ['502', 'unknown', text('bad gateway', 'text/html', 502)],
    ['202', 'unknown', json({ code: 0, message: 'OK' }, 202)],
    ['HTML', 'unknown', text('<html>{"code":0}</html>', 'text/html')],
    ['JSON that says it is HTML', 'unknown', text('{"code":0,"message":"OK"}', 'text/html')],
    ['broken JSON', 'unknown', text('{"code":0,', 'application/json')],
    ['nothing', 'unknown', text('', 'application/json')],
    ['code "0"', 'unknown', json({ code: '0', message: 'OK' })],
    ['code null', 'unknown', json({ code: null })],
    ['no code', 'unknown', json({ message: 'OK' })],
    ['a list', 'unknown', json([{ code: 0 }])],
    ['a message that is none', 'unknown', json({ code: 0, message: { text: 'OK' } })],
    ['more than 64 KB', 'unknown', json({ code: 0, message: 'x'.repeat(70_000) })],
    ['silence', 'unknown', () => undefined],
    [
      'half an answer',
      'unknown',
      (response) => response.writeHead(200, { 'content-length': 50 }).write('{"code":0'),
    ],
    [
      'a trickle',
      'unknown',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
    ['a hang-up', 'unknown', (_, request) => request.socket.destroy()],
  ])('%s is %s', async (_, expected, reaction) => {
    react = reaction;
    const startedAt = performance.now();
    const outcome = await sendOne();
    expect(outcome.class).toBe(expected);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(asked).toHaveLength(1);
  });
});

describe('the barrier', () => {
  it.each([
    ['says no', async () => false],
    ['fails', () => Promise.reject(new Error('no database'))],
  ])('that %s lets nothing out', async (_, atBarrier: () => Promise<boolean>) => {
    expect((await sendOne(atBarrier)).class).toBe('refused_at_barrier');
    expect(asked).toEqual([]);
  });

  it('is asked before a byte of the request is written', async () => {
    await sendOne(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(asked).toEqual([]);
      return true;
    });
    expect(asked).toHaveLength(1);
  });

  it('is not asked for what is no phone', async () => {
    const connection = await channelTo().connect(never);
    const atBarrier = () => Promise.reject(new Error('asked'));
    const outcome = await send(connection, atBarrier, { ...toPhone, recipient: 'anna@example.com' });
    expect([outcome.class, connection.isUsable]).toEqual(['client_permanent', true]);
    await connection.close();
  });

  it('after which the gateway has gone sends nothing: the relay is to blame', async () => {
    const connection = await channelTo().connect(never);
    const outcome = await send(connection, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return true;
    });
    expect([outcome.class, connection.isUsable, asked.length]).toEqual(['relay_temporary', false, 0]);
  });
});

describe('connecting', () => {
  it.each([
    ['to nobody', 'http://127.0.0.1:1', 300],
    ['to a name that is none', 'http://gateway.invalid', 5_000],
    ['over TLS to a plain port', null, 300],
  ])('%s is a relay fault', async (_, base, sendTimeoutMs) => {
    const channel = new SmsChannel({
      url: base ?? url.replace('http:', 'https:'),
      sendTimeoutMs,
      replyTimeoutMs: 300,
    });
    const fault = await channel.connect(never).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(RelayFault);
    expect((fault as RelayFault).outcome).toMatchObject({ class: 'relay_temporary', stage: 'connect' });
  });

  it('is given up when nobody wants it any more', async () => {
    await expect(channelTo().connect(AbortSignal.abort())).rejects.toBeInstanceOf(RelayFault);
  });
});
