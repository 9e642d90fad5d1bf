import { Body, Controller, Module, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readForm, registerForms, TakesForm } from '../../src/http/forms.js';
import { ProblemFilter } from '../../src/http/problem.filter.js';
import { registerUploads } from '../../src/http/upload.js';

@Controller()
class Doors {
  @Post('form')
  @TakesForm()
  form(@Req() request: FastifyRequest) {
    return readForm(request);
  }

  @Post('json')
  json(@Body() body: unknown) {
    return { body };
  }
}

@Module({ controllers: [Doors] })
class House {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(House, new FastifyAdapter(), { logger: false });
  const fastify = app.getHttpAdapter().getInstance();
  await registerUploads(fastify);
  registerForms(fastify);
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
});
afterAll(() => app?.close());

const urlencoded = { type: 'application/x-www-form-urlencoded', payload: 'List-Unsubscribe=One-Click' };
const multipart = {
  type: 'multipart/form-data; boundary=b',
  payload:
    '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n' +
    '--b\r\nContent-Disposition: form-data; name="x"; filename="x"\r\n\r\nfile\r\n--b--\r\n',
};
const post = (url: string, { type, payload }: { type: string; payload: string }) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

it.each([
  ['urlencoded', urlencoded],
  ['multipart', multipart],
])('a route that takes forms reads one that is %s; others answer 415', async (_, body) => {
  const taken = await post('/form', body);
  expect([taken.statusCode, taken.json()]).toEqual([201, { 'List-Unsubscribe': 'One-Click' }]);
  const refused = await post('/json', body);
  expect([refused.statusCode, refused.json().code]).toEqual([415, 'request.unsupported_type']);
});

it('a form without a body is no form', async () => {
  expect((await post('/json', { ...urlencoded, payload: '' })).statusCode).toBe(201);
  const taken = await post('/form', { ...urlencoded, payload: '' });
  expect(taken.json()).toEqual({});
});
