// One line for each request that was answered: who asked for what, and what came of it. Never what was sent along or
// answered, and of the path only its pattern and the ids in it: a path may carry a token.
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AccessRequest } from './access.decorators.js';
import { isUuid } from './id.pipe.js';

/** Asked every few seconds by machines. */
const unlogged = new Set(['/health/live', '/health/ready', '/metrics']);
/** What an answer says first when it tells of something new. */
const newThing = /^\{"(?:id|runId|importId)":"([0-9a-f-]{36})"/;
const idOfNewThing = Symbol('id of the new thing');

export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('http');
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 201 && reply.statusCode !== 202) return;
    const id = typeof payload === 'string' ? newThing.exec(payload.slice(0, 60))?.[1] : undefined;
    if (id) Object.assign(request, { [idOfNewThing]: id });
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const line = lineOf(request as AccessRequest, reply);
    if (!unlogged.has(line.route)) logger.log(line);
  });
}

function lineOf(request: AccessRequest, reply: FastifyReply) {
  const ids = Object.entries((request.params ?? {}) as Record<string, unknown>).filter(([, value]) =>
    isUuid(value),
  );
  const newId = (request as { [idOfNewThing]?: string })[idOfNewThing];
  return {
    event: 'request',
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? '(none)',
    ...Object.fromEntries(ids),
    ...(newId ? { newId } : {}),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ...(request.user ? { userId: request.user.id } : {}),
  };
}
