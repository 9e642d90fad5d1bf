// Files that come in as multipart/form-data: one file in the field `file`, and beside it only fields that are named.
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import fastifyMultipart from '@fastify/multipart';
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError, fieldProblem, type ProblemCode } from '../domain/errors.js';
import { takesForm } from './forms.js';

const uploadField = 'file';

interface UploadConfig {
  takesUpload?: boolean;
}

/**
 * The handler reads its body with `readUpload` or `receiveUpload`; every other route refuses multipart with 415.
 * `fields`: what may stand beside the file, as JSON schema.
 */
export const TakesUpload = (fields: Record<string, object> = {}) =>
  applyDecorators(
    RouteConfig({ takesUpload: true } satisfies UploadConfig),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: [uploadField],
        properties: { [uploadField]: { type: 'string', format: 'binary' }, ...fields },
      },
    }),
  );

/** Teaches the server to read multipart, on the routes that take it. */
export async function registerUploads(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyMultipart as never, { throwFileSizeLimit: false });
  fastify.addHook('preParsing', async (request) => {
    const config = request.routeOptions.config as UploadConfig;
    if (isMultipart(request) && !config.takesUpload && !takesForm(request) && !request.is404) {
      throw new DomainError('request.unsupported_type');
    }
  });
}

export interface UploadLimits {
  maxBytes: number;
  /** What is said of a file over `maxBytes`; `request.too_large` unless told. */
  tooLarge?: ProblemCode;
}

/** What came beside the file, by name. */
export type UploadFields<Name extends string> = Partial<Record<Name, string>>;

/** The whole file. Throws as `receiveUpload` does. */
export async function readUpload(request: FastifyRequest, limits: UploadLimits): Promise<Buffer> {
  return (await readNamedUpload(request, limits)).bytes;
}

/** The whole file with the name and the type that the sender gave it. Throws as `receiveUpload` does. */
export function readNamedUpload(
  request: FastifyRequest,
  limits: UploadLimits,
): Promise<{ bytes: Buffer; name: string; type: string }> {
  return receiveUpload(request, limits, async (file, name, type) => {
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    return { bytes: Buffer.concat(chunks), name, type };
  });
}

/**
 * Hands the file to `consume` as it arrives, and answers what that answers once the body was read to its end.
 * Whatever `consume` did must be undone when this rejects: 413 for a file over `maxBytes` and 400 for parts beside
 * the file are only known at the end. 415 where the body is not multipart, 400 where it is broken or has no file.
 */
export async function receiveUpload<T>(
  request: FastifyRequest,
  limits: UploadLimits,
  consume: (file: Readable, name: string, type: string) => Promise<T>,
): Promise<T> {
  return (await receiveForm(request, limits, [], consume)).value;
}

/** The same with text fields of these names, each once at most, before the file or after it. */
export async function receiveForm<T, Name extends string>(
  request: FastifyRequest,
  { maxBytes, tooLarge = 'request.too_large' }: UploadLimits,
  fieldNames: readonly Name[],
  consume: (file: Readable, name: string, type: string) => Promise<T>,
): Promise<{ value: T; fields: UploadFields<Name> }> {
  if (!isMultipart(request)) throw new DomainError('request.unsupported_type');
  let received: { value: T } | undefined;
  const fields: UploadFields<Name> = {};
  try {
    // One part more than is allowed is let through, so that it can be named.
    const most = fieldNames.length + 1;
    const limits = {
      fileSize: maxBytes,
      files: 2,
      fields: most,
      parts: most + 1,
      fieldSize: 1000,
      headerPairs: 50,
    };
    for await (const part of request.parts({ limits })) {
      const field = fieldNames.find((name) => name === part.fieldname && fields[name] === undefined);
      if (part.type === 'field' && field !== undefined) {
        fields[field] = String(part.value);
        continue;
      }
      if (part.type !== 'file' || part.fieldname !== uploadField || received) {
        if (part.type === 'file') part.file.resume();
        throw fieldProblem(part.fieldname, 'unknown_field', 'is not a known field');
      }
      received = { value: await consume(part.file, part.filename ?? '', part.mimetype) };
      if (!part.file.readableEnded) await finished(part.file.resume());
      if (part.file.truncated) throw new DomainError(tooLarge);
    }
  } catch (fault) {
    throw problemOfUpload(fault);
  }
  if (!received) throw fieldProblem(uploadField, 'missing', 'a file is required');
  return { value: received.value, fields };
}

function isMultipart(request: FastifyRequest): boolean {
  return /^multipart\//i.test(request.headers['content-type'] ?? '');
}

/** What the parser says of bodies that are no multipart, or too many parts of it. */
function problemOfUpload(fault: unknown): unknown {
  if (fault instanceof DomainError) return fault;
  const { code, message } = (fault ?? {}) as { code?: string; message?: string };
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return new DomainError('request.unsupported_type');
  const isOfTheBody = code?.startsWith('FST_') || /multipart|Part terminated|Malformed/i.test(message ?? '');
  return isOfTheBody ? fieldProblem(uploadField, 'bad_upload', 'the multipart body cannot be read') : fault;
}
