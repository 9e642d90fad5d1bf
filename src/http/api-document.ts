import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { DomainError, problems, type ProblemCode } from '../domain/errors.js';
import { ACCESS_EXTENSION, type AccessRule } from './access.decorators.js';
import { addExamples, type ExampleSchema, exampleOfPath, exampleOfQuery } from './api-examples.js';
import { addOtherMedia, meaningOfSuccess } from './api-media.js';
import { problemsOf } from './api-problems.js';
import { problemBody } from './problem.filter.js';

/** The OpenAPI document, made from the controllers and DTOs. */
export function createApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Postledger')
    .setDescription('The mailing service that can prove what it did.')
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An access token, or an API key `pl_...`.',
    })
    .build();
  return completed(SwaggerModule.createDocument(app, options));
}

/** Serves the document as pages under /docs and as data under /docs-json and /docs-yaml. */
export function serveApiDocument(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => createApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: 'Postledger API',
  });
}

const text = { type: 'string' } as const;
const fieldError = {
  type: 'object',
  required: ['field', 'code', 'message'],
  properties: { field: text, code: text, message: text },
} as const;
/** What every answer that is no success looks like: RFC 9457. */
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems), description: 'What is wrong, for programs.' },
    detail: text,
    requestId: text,
    errors: { type: 'array', items: fieldError, description: 'With 400: which fields break which rules.' },
  },
};

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof methods)[number];
type Operation = NonNullable<OpenAPIObject['paths'][string][Method]> & { [ACCESS_EXTENSION]?: AccessRule };
type Responses = NonNullable<Operation['responses']>;

/** Says of every operation what it answers, how it fails and what goes in and out, for example. */
function completed(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...document.components?.schemas, Problem: problem } as Record<string, ExampleSchema>;
  addExamples(schemas);
  document.components = {
    ...document.components,
    schemas: schemas as NonNullable<OpenAPIObject['components']>['schemas'],
    examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
  };
  const failures: Responses = {};
  for (const [fullPath, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      const path = fullPath.replace(/^\/api\/v1/, '');
      complete(operation, method, path, failures);
    }
  }
  document.components.responses = failures as NonNullable<typeof document.components.responses>;
  return document;
}

/** `failures` gathers the answers that many operations share. */
function complete(operation: Operation, method: Method, path: string, failures: Responses): void {
  const name = `${method.toUpperCase()} ${path}`;
  // OpenAPI has `security` for the header that carries the token; other headers are never demanded.
  const parameters = (operation.parameters ?? [])
    .filter((one) => 'in' in one)
    .filter((one) => !(one.in === 'header' && /^authorization$/i.test(one.name)));
  operation.parameters = parameters;
  for (const parameter of parameters) {
    if (parameter.in === 'path') parameter.example ??= exampleOfPath(parameter.name);
    if (parameter.in === 'query') {
      parameter.example ??= exampleOfQuery(path, parameter.name, (parameter.schema ?? {}) as ExampleSchema);
    }
    if (parameter.in === 'header') {
      parameter.required = false;
      parameter.example ??= 'ru, en;q=0.8'; // accept-language is the only one
    }
  }
  addOtherMedia(operation, name);
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    if (response && !('$ref' in response)) response.description ||= meaningOfSuccess(Number(status));
  }
  const takesCursor = parameters.some((one) => one.name === 'cursor');
  const rule = operation[ACCESS_EXTENSION];
  const expected = problemsOf({ method: method.toUpperCase(), path, rule, takesCursor });
  for (const [status, alike] of byStatus(expected)) {
    operation.responses[status] = shared(failures, alike);
  }
  operation.responses['default'] = shared(failures, everywhere);
}

/** What can happen before an operation is known, or at any time. */
const everywhere: ProblemCode[] = [
  'request.timed_out',
  'request.url_too_long',
  'request.headers_too_large',
  'server.fault',
];
const codes = Object.keys(problems) as ProblemCode[];

function byStatus(expected: readonly ProblemCode[]): [status: number, alike: ProblemCode[]][] {
  const statuses = [...new Set(expected.map((code) => problems[code].status))];
  return statuses.map((status) => [status, expected.filter((code) => problems[code].status === status)]);
}

/** One response for all that fail with these problems, with an example of each. */
function shared(failures: Responses, alike: readonly ProblemCode[]): Responses[string] {
  const name = alike.join('-');
  const examples = alike.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  failures[name] ??= {
    description: alike.map((code) => problems[code].title).join('. '),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as Record<string, { $ref: string }>,
      },
    },
  };
  return { $ref: `#/components/responses/${name}` };
}

function exampleOf(code: ProblemCode) {
  const errors =
    code === 'request.invalid'
      ? [{ field: 'email', code: 'email_invalid', message: 'must be an email address' }]
      : undefined;
  return problemBody(new DomainError(code, undefined, { errors }), '01981f6e-5c1a-7b7e-9d0f-3c2b1a09f8e7');
}
