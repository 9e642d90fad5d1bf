// What a browser gets from the service that has the console beside it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { startTestApp, type TestApp } from '../setup/app.js';

let api: TestApp;
let app: NestFastifyApplication;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'postledger-console-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>the console</title>');
  writeFileSync(join(directory, 'boot.js'), 'plain');
  writeFileSync(join(directory, 'assets', 'page-1a2b.js'), 'plain');
  writeFileSync(join(directory, 'assets', 'page-1a2b.js.br'), 'small');
  api = await startTestApp();
  app = await createApp(api.config, { consoleDirectory: directory });
  await app.init();
});
afterAll(async () => {
  await app?.close();
  await api?.close();
  rmSync(directory, { recursive: true, force: true });
});

const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers });

it('Every address of the console is its page, with a policy against foreign scripts, and asked for each time', async () => {
  const paths = [
    '/',
    '/clients',
    '/mailings/0192/edit?step=2',
    '/confirm?token=a',
    '/reset?token=a',
    '/invite/',
    '/inbox?to=anna@example.com',
  ];
  for (const path of paths) {
    const answer = await get(path);
    expect([path, answer.statusCode]).toEqual([path, 200]);
    expect(answer.body).toContain('the console');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
  }
});

it('What is no page stays a problem', async () => {
  const paths = ['/api/v1/nope', '/api', '/assets/nope.js', '/health/nope', '/inbox/nope'];
  for (const path of paths) {
    const answer = await get(path);
    expect([path, answer.statusCode, answer.json().code]).toEqual([path, 404, 'route.not_found']);
  }
  const posted = await app.inject({ method: 'POST', url: '/mailings/x' });
  expect([posted.statusCode, posted.json().code]).toEqual([404, 'route.not_found']);
  const outside = await get('/assets/..%2f..%2fpackage.json');
  expect(outside.statusCode).toBeGreaterThanOrEqual(400);
});

it('Files named by their content are kept for a year, and come compressed to who can read that', async () => {
  const plain = await get('/assets/page-1a2b.js');
  expect([plain.body, plain.headers['cache-control']]).toEqual([
    'plain',
    'public, max-age=31536000, immutable',
  ]);
  const small = await get('/assets/page-1a2b.js', { 'accept-encoding': 'br' });
  expect([small.body, small.headers['content-encoding']]).toEqual(['small', 'br']);
  expect((await get('/boot.js')).headers['cache-control']).toBe('no-cache');
});

it('Without a console the service answers as an API alone', async () => {
  expect((await api.request({ method: 'GET', path: '//clients' })).status).toBe(404);
  expect((await api.request({ method: 'GET', path: '//confirm' })).text).not.toContain('the console');
});
