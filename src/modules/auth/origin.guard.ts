import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import { DomainError } from '../../domain/errors.js';

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * For routes that act by cookie: a browser says in `Origin` which site asks (RFC 6454, section 7), and only our own and
 * those of WEB_ORIGIN may. Whoever sends no `Origin` is no browser on a foreign site.
 */
@Injectable()
export class OriginGuard implements CanActivate {
  private readonly allowed: ReadonlySet<string>;

  constructor(config: AppConfig) {
    this.allowed = new Set([...ownOrigins(config.http.publicUrl), ...config.http.corsOrigins]);
  }

  canActivate(context: ExecutionContext): boolean {
    const { origin } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    if (origin === undefined || this.allowed.has(origin)) return true;
    throw new DomainError('auth.foreign_origin');
  }
}

/** A service on this machine is the same one under each name of the machine. */
function ownOrigins(publicUrl: string): string[] {
  const { origin, protocol, hostname, port } = new URL(publicUrl);
  if (!loopbackHosts.includes(hostname)) return [origin];
  return loopbackHosts.map((host) => `${protocol}//${host}${port && `:${port}`}`);
}
