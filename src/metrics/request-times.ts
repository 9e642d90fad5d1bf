import type { FastifyInstance } from 'fastify';
import type { ProcessMetrics } from './process-metrics.js';

/** Measures every request that is answered, under the pattern of its route: ids would make a series each. */
export function measureRequests(fastify: FastifyInstance, { requests }: ProcessMetrics): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? '(none)', status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
}
