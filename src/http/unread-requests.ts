// Problems before there is a handler: what Fastify refuses by itself, and what is no request that can be read.
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as newId } from 'uuid';
import { DomainError, type ProblemCode } from '../domain/errors.js';
import { problemBody, problemOf } from './problem.filter.js';

const problemType = 'application/problem+json; charset=utf-8';

/** For URLs that cannot be decoded and places of a path that are too long. No hook runs after this. */
export function refuseUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  void reply
    .status(problem.status)
    .header('content-type', problemType)
    .header('x-request-id', request.id)
    .send(problemBody(problem, request.id));
}

const codeOfFault: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.timed_out',
};

/** For bytes that Node could not read as HTTP: the connection is closed, since nobody knows where the next request begins. */
export function refuseUnreadable(fault: Error & { code?: string }, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = new DomainError(codeOfFault[fault.code ?? ''] ?? 'request.invalid');
  const requestId = newId();
  const body = JSON.stringify(problemBody(problem, requestId));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
