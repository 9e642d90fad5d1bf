// Bodies as HTML forms send them. The API speaks JSON: only handlers that say so take a form.
import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.js';

interface FormConfig {
  takesForm?: boolean;
}

/** One-click unsubscribing sends either kind (RFC 8058, section 3.2). */
const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** The handler reads its body with `readForm`; every other route refuses forms with 415. */
export const TakesForm = () =>
  applyDecorators(RouteConfig({ takesForm: true } satisfies FormConfig), ApiConsumes(...formTypes));

export function takesForm(request: FastifyRequest): boolean {
  return (request.routeOptions.config as FormConfig).takesForm === true;
}

/** Refuses urlencoded bodies where no form is taken; multipart is the business of `registerUploads`. */
export function registerForms(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', async (request) => {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
    if (isForm && hasBody(request) && !takesForm(request) && !request.is404) {
      throw new DomainError('request.unsupported_type');
    }
  });
}

/** The fields of the form, the last where a name comes twice; files are passed over. Empty without a body. */
export async function readForm(request: FastifyRequest): Promise<Record<string, string>> {
  const fields = new Map<string, string>();
  if (!/^multipart\//i.test(request.headers['content-type'] ?? '')) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
      fields.set(name, String(Array.isArray(value) ? value.at(-1) : value));
    }
    return Object.fromEntries(fields);
  }
  for await (const part of request.parts({
    limits: { fields: 20, fieldSize: 10_000, files: 1, fileSize: 10_000 },
  })) {
    if (part.type === 'file') part.file.resume();
    else fields.set(part.fieldname, String(part.value));
  }
  return Object.fromEntries(fields);
}

/** Some clients name this type for a POST without a body too. */
function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
