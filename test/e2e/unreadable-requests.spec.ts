// What Node or Fastify refuse before any handler is a problem like any other.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let port: number;
beforeAll(async () => {
  api = await startTestApp();
  port = Number(new URL(await api.listen()).port);
});
afterAll(() => api?.close());

/** The answer to these bytes, once the service has closed the connection. */
async function answerTo(bytes: string): Promise<{ head: string; body: Record<string, unknown> }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head, body: JSON.parse(body) as Record<string, unknown> };
}

it.each([
  [
    'oversized headers',
    `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'request.headers_too_large',
  ],
  ['what is no HTTP', 'HELO example.com\r\n\r\n', 400, 'request.invalid'],
])('%s get a problem, and the connection ends', async (_, bytes, status, code) => {
  const { head, body } = await answerTo(bytes);
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  expect(head).toContain('connection: close');
  expect(body).toMatchObject({ status, code });
  expect(head).toContain(`x-request-id: ${String(body['requestId'])}`);
});

it.each([
  ['too long for a place of the path', `/clients/${'x'.repeat(600)}`, 414, 'request.url_too_long'],
  ['nothing that can be decoded', '/clients/%ed%a0%80', 400, 'request.invalid'],
])('an id that is %s is the fault of who asks', async (_, path, status, code) => {
  const answer = await api.get(path);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.headers['x-request-id']).toBe(answer.body.requestId);
});
