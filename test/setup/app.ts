// The real service on a database of its own, asked in process: no port, no mocks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { type AppConfig, loadConfig } from '../../src/config/app-config.js';
import { createApp } from '../../src/create-app.js';
import { createTestDatabase } from './test-database.js';

export const testJwtSecret = 'a secret of the tests, long enough for the rules';

export interface TestRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`; a path that starts with `//` is taken from the root. */
  path: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

export interface TestResponse {
  status: number;
  // Tests say what they expect of the body; a type would say it twice.
  // eslint-disable-next-line typescript/no-explicit-any
  body: any;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly config: AppConfig;
  readonly databaseUrl: string;
  readonly dataSource: DataSource;
  request(request: TestRequest): Promise<TestResponse>;
  get(path: string, token?: string): Promise<TestResponse>;
  post(path: string, body?: unknown, token?: string): Promise<TestResponse>;
  patch(path: string, body?: unknown, token?: string): Promise<TestResponse>;
  put(path: string, body?: unknown, token?: string): Promise<TestResponse>;
  delete(path: string, token?: string): Promise<TestResponse>;
  /** Listens on a free loopback port, for what needs a real connection; answers `http://127.0.0.1:port`. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** `env` is laid over the defaults: no Redis, the test database, a fixed secret. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'postledger-app-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    ROLE: 'api',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    JWT_SECRET: testJwtSecret,
    TRUST_PROXY: 'loopback', // so that a test can come from an address of its own
    ...env,
  });
  Logger.overrideLogger(['error', 'fatal']);
  const app = await createApp(config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  async function request({ method, path, body, token, headers = {} }: TestRequest): Promise<TestResponse> {
    const response = await app.inject({
      method,
      url: path.startsWith('//') ? path.slice(1) : `/api/v1${path}`,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      body: isJson && response.body !== '' ? response.json() : undefined,
      text: response.body,
      headers: response.headers,
    };
  }

  return {
    app,
    config,
    databaseUrl: database.url,
    dataSource: app.get(DataSource),
    request,
    get: (path, token) => request({ method: 'GET', path, token }),
    post: (path, body, token) => request({ method: 'POST', path, body, token }),
    patch: (path, body, token) => request({ method: 'PATCH', path, body, token }),
    put: (path, body, token) => request({ method: 'PUT', path, body, token }),
    delete: (path, token) => request({ method: 'DELETE', path, token }),
    async listen() {
      await app.listen({ port: 0, host: '127.0.0.1' });
      const address = app.getHttpServer().address() as { port: number };
      return `http://127.0.0.1:${address.port}`;
    },
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
      await database.drop();
    },
  };
}
