// Builds the HTTP side of the service; main.ts and the tests start the same one.
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as newId } from 'uuid';
import { AppModule } from './app.module.js';
import { AppConfig } from './config/app-config.js';
import { answerConditionally } from './http/conditional-answers.js';
import { registerForms } from './http/forms.js';
import { readJsonStrictly } from './http/json-body.js';
import { registerMails } from './http/mail-body.js';
import { serveApiDocument } from './http/api-document.js';
import { trustedBy, warnOfUnknownProxy } from './http/proxy-trust.js';
import { logRequests } from './http/request-log.js';
import { refuseUnreadable, refuseUnroutable } from './http/unread-requests.js';
import { registerUploads } from './http/upload.js';
import { serveConsole } from './http/web-console.js';
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
  /** The directory of the built console; without one the API stands alone. */
  consoleDirectory?: string | undefined;
}

export async function createApp(
  config: AppConfig,
  { consoleDirectory, ...options }: CreateAppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    forceCloseConnections: true, // an open event stream must not hold up the shutdown
    trustProxy: trustedBy(config),
    genReqId: () => newId(),
    requestIdHeader: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // What Fastify and Node refuse before Nest sees it is a problem like any other.
    frameworkErrors: refuseUnroutable,
    clientErrorHandler: refuseUnreadable,
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
  warnOfUnknownProxy(fastify, config);
  measureRequests(fastify, app.get(ProcessMetrics));
  if (config.log.isJson) logRequests(fastify);
  fastify.addHook('onSend', answerConditionally);
  await registerUploads(fastify);
  readJsonStrictly(app, bodyLimit);
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
  if (consoleDirectory !== undefined) await serveConsole(app, consoleDirectory);
  return app;
}
