// Builds the HTTP side of the service; main.ts and the tests start the same one.
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as newId } from 'uuid';
import { AppModule } from './app.module.js';
import { AppConfig } from './config/app-config.js';
import { DomainError } from './domain/errors.js';
import { answerConditionally } from './http/conditional-answers.js';
import { registerForms } from './http/forms.js';
import { registerMails } from './http/mail-body.js';
import { problemBody, problemOf } from './http/problem.filter.js';
import { serveApiDocument } from './http/api-document.js';
import { logRequests } from './http/request-log.js';
import { registerUploads } from './http/upload.js';
import { ProcessMetrics } from './metrics/process-metrics.js';
import { measureRequests } from './metrics/request-times.js';

/** A JSON body may have this many bytes. */
const bodyLimit = 2 * 1024 * 1024;

/** Everything else is under `/api/v1`. */
const outsideThePrefix = [
  'health/live',
  'health/ready',
  'metrics',
  'inbox',
  'inbox/*path',
  'confirm',
  'reset',
  'invite',
  'account-page.js',
];

export interface CreateAppOptions {
  logger?: LoggerService;
  /** Only looked at, never started: makes no services and needs no database. */
  preview?: boolean;
}

export async function createApp(
  config: AppConfig,
  options: CreateAppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: true, // an open event stream must not hold up the shutdown
    trustProxy: 'loopback, linklocal, uniquelocal',
    genReqId: () => newId(),
    requestIdHeader: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // What Fastify refuses before Nest sees it (bad URLs, oversized headers) is a problem like any other.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      sendProblem(reply, problemOf(error), request.id);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    abortOnError: false,
    ...options,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeContentTypeParser('text/plain');
  // Clients that always say "JSON" say so of empty bodies too, on routes that need none.
  fastify.addHook('onRequest', async ({ headers }) => {
    const isEmpty = Number(headers['content-length'] ?? 0) === 0 && !headers['transfer-encoding'];
    if (isEmpty) delete headers['content-type'];
  });
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  measureRequests(fastify, app.get(ProcessMetrics));
  if (config.log.isJson) logRequests(fastify);
  fastify.addHook('onSend', answerConditionally);
  await registerUploads(fastify);
  registerForms(fastify);
  registerMails(fastify);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    // The API answers JSON; pages of ours (docs, inbox) set a policy of their own.
    contentSecurityPolicy: { directives: { 'default-src': ["'self'"], 'upgrade-insecure-requests': null } },
    strictTransportSecurity: config.http.isHttps ? { maxAge: 31_536_000 } : false,
  });
  app.setGlobalPrefix('api/v1', { exclude: outsideThePrefix });
  app.enableCors({
    origin: config.http.corsOrigins.length > 0 ? [...config.http.corsOrigins] : false,
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition'],
    maxAge: 600,
  });
  serveApiDocument(app);
  return app;
}

function sendProblem(reply: FastifyReply, error: DomainError, requestId: string): void {
  void reply
    .status(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemBody(error, requestId));
}
