import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../database/database-fault.js';
import { DomainError, ProblemCode, problems } from '../domain/errors.js';

const byStatus: Record<number, ProblemCode> = {
  400: 'request.invalid',
  401: 'auth.token_invalid',
  403: 'access.denied',
  404: 'route.not_found',
  405: 'route.not_found',
  413: 'request.too_large',
  414: 'request.url_too_long',
  415: 'request.unsupported_type',
  429: 'request.too_many',
  431: 'request.headers_too_large',
};

/** Seconds after which a client may ask again while the database is away. */
const databaseRetryAfter = 5;

/** Turns whatever was thrown into problem+json (RFC 9457); only our own faults are logged with their stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = problemOf(thrown);
    if (error.code === 'server.fault') {
      this.logger.error(
        { event: 'request.failed', requestId: request.id, url: request.routeOptions?.url },
        stackOf(thrown),
      );
    }
    if (reply.raw.headersSent) return void reply.raw.end();
    if (error.retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(error.retryAfter)));
    if (error.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(error.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(problemBody(error, request.id));
  }
}

/** The body of an answer that is not a success. */
export function problemBody(error: DomainError, requestId: string) {
  return {
    type: `urn:postledger:problem:${error.code}`,
    title: problems[error.code].title,
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(error.errors ? { errors: error.errors } : {}),
  };
}

/** What a client is told of whatever was thrown. */
export function problemOf(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (isDatabaseAway(thrown)) {
    return new DomainError('database.away', undefined, { retryAfter: databaseRetryAfter });
  }
  const status = statusOf(thrown);
  if (isMalformedJson(thrown)) return new DomainError('request.malformed_json');
  return new DomainError(codeOf(status));
}

/** What the libraries refuse is the asker's fault, whatever status they find for it. */
function codeOf(status: number | undefined): ProblemCode {
  if (status === undefined || status < 400 || status >= 500) return 'server.fault';
  return byStatus[status] ?? 'request.invalid';
}

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  return (thrown as { statusCode?: number } | null)?.statusCode;
}

function isMalformedJson(thrown: unknown): boolean {
  const { code, name } = (thrown ?? {}) as { code?: string; name?: string };
  return (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    name === 'SyntaxError'
  );
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
