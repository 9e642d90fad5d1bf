// Where a request came from is what the connection says, unless a proxy that is trusted by name says otherwise: whoever
// is believed can choose the address by which the limits count.
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { AppConfig } from '../config/app-config.js';

/** What Fastify takes as `trustProxy`. */
export function trustedBy({ http }: AppConfig): string[] | false {
  return http.trustedProxies.length > 0 ? [...http.trustedProxies] : false;
}

/** Says once that somebody forwards requests although nobody is trusted: behind a proxy all visitors count as one then. */
export function warnOfUnknownProxy(fastify: FastifyInstance, { http }: AppConfig): void {
  if (http.trustedProxies.length > 0) return;
  let hasWarned = false;
  fastify.addHook('onRequest', async ({ headers }) => {
    if (hasWarned || headers['x-forwarded-for'] === undefined) return;
    hasWarned = true;
    new Logger('http').warn(
      'A request came with X-Forwarded-For, and TRUST_PROXY is off: behind a proxy all visitors count as one for the limits',
    );
  });
}
