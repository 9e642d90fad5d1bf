// No way in beside the guards. Each test builds an app of its own, since Passport keeps one strategy for the process.
import { Controller, Get, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { type AppConfig, loadConfig } from '../../src/config/app-config.js';
import { createApp } from '../../src/create-app.js';
import { routesOf } from '../../src/http/route-list.js';
import { anAdmin, tokenOf } from '../factories/users.js';
import { testJwtSecret } from '../setup/app.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

let database: TestDatabase;
let config: AppConfig;
beforeAll(async () => {
  Logger.overrideLogger(['error', 'fatal']);
  database = await createTestDatabase();
  config = loadConfig({
    NODE_ENV: 'test',
    ROLE: 'api',
    DATABASE_URL: database.url,
    JWT_SECRET: testJwtSecret,
  });
});
afterAll(() => database?.drop());

it('Every route that answers is one of a controller, where the guards see it', async () => {
  const app = await createApp(config);
  const answering = new Set<string>();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }: { method: string | string[]; url: string }) => {
      for (const one of [method].flat()) answering.add(`${one} ${url.replace('/api/v1', '')}`);
    });
  await app.init();
  const ours = routesOf(app).map(({ method, path }) => `${method} ${path}`);
  await app.close();
  const withoutTwins = [...answering].filter((name) => !/^(HEAD|OPTIONS) /.test(name));
  const pagesOfTheDocumentation = ['GET /docs/*'];
  expect(withoutTwins.toSorted()).toEqual([...ours, ...pagesOfTheDocumentation].toSorted());
});

it('A handler that forgets to say who may call it is refused, even to admins', async () => {
  @Controller('forgotten')
  class ForgottenController {
    @Get()
    read() {
      return 'a secret';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ModuleWithForgottenRoute {}
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: ModuleWithForgottenRoute, imports: [AppModule.forRoot(config)] },
    new FastifyAdapter(),
  );
  await app.init();
  try {
    const token = await tokenOf(await anAdmin(app.get(DataSource)));
    const headers = { authorization: `Bearer ${token}` };
    const answers = [
      await app.inject({ url: '/forgotten' }),
      await app.inject({ url: '/forgotten', headers }),
    ];
    expect(answers.map((answer) => [answer.statusCode, answer.json().code])).toEqual([
      [401, 'auth.token_missing'],
      [403, 'access.denied'],
    ]);
  } finally {
    await app.close();
  }
});
