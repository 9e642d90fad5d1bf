// The console: the pages of web/, served from the same origin as the API they ask.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Styles may stand in the page, because the components write some; scripts may not. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Whatever lies below these is never a page of the console. */
const notPages = ['api', 'assets', 'docs', 'docs-json', 'docs-yaml', 'health', 'inbox', 'metrics'];
/** The API has plain pages of its own for these, which the console takes over; in production there is no inbox. */
const takenOver = ['/confirm', '/reset', '/invite', '/inbox'];

/** Where `npm run build` puts the console, or undefined where it was not built: the API then works alone. */
export function builtConsole(): string | undefined {
  const directory = fileURLToPath(new URL('../../../web/dist', import.meta.url));
  return existsSync(join(directory, 'index.html')) ? directory : undefined;
}

/**
 * Serves the files of this directory. Every other address that a browser may show is `index.html`: which page it is,
 * the console itself finds out.
 */
export async function serveConsole(app: NestFastifyApplication, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false, // one route per file, so that what is no file stays a problem
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => setFileHeaders(reply as unknown as FastifyReply, path),
    globIgnore: ['**/*.br', '**/*.gz'],
  });
  const files = new Set(readdirSync(directory).map((name) => `/${name}`));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (isPage(request, files)) return reply.sendFile('index.html');
  });
}

function isPage(request: FastifyRequest, files: ReadonlySet<string>): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = request.url.split('?', 1)[0]!;
  const page = path.replace(/\/+$/, '');
  if (takenOver.includes(page) && !(request.is404 && page === '/inbox')) return true;
  return request.is404 && !files.has(path) && !notPages.includes(path.split('/', 2)[1]!);
}

function setFileHeaders(reply: FastifyReply, path: string): void {
  const isNamedByContent = /[\\/]assets[\\/]/.test(path);
  void reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
  void reply.header('vary', 'accept-encoding');
  if (path.includes('index.html')) void reply.header('content-security-policy', policy);
}
