// Answers that caches may keep get an ETag, and whoever has the same already gets 304 (RFC 9110, section 13.1.2).
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** For answers that everybody sees alike: keep them, but ask each time whether they still hold. */
export const askEachTime = 'public, no-cache';

/** For answers that are for one user only. */
export const keepNowhere = 'private, no-store';

/** A hook before sending. It leaves alone what carries no `Cache-Control: public`. */
export async function answerConditionally(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const isPublic = String(reply.getHeader('cache-control') ?? '').startsWith('public');
  if (!isReading || !isPublic || reply.statusCode !== 200) return payload;
  // Streams, such as the files of the documentation, come with tags and answers of their own.
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
  if (!reply.hasHeader('etag')) reply.header('etag', weakTagOf(payload));
  if (!isKnown(String(reply.getHeader('etag')), request.headers['if-none-match'])) return payload;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/** The same for the same text. Weak, since a proxy may compress the bytes. */
export function weakTagOf(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

/** Weak comparison: RFC 9110, section 8.8.3.2. */
function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  if (!ifNoneMatch) return false;
  const opaque = (one: string) => one.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').map(opaque).includes(opaque(tag));
}
