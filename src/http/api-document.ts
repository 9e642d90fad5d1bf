import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ACCESS_EXTENSION, type AccessRule } from './access.decorators.js';

/** The OpenAPI document, made from the controllers and DTOs. */
export function createApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Postledger')
    .setDescription('The mailing service that can prove what it did.')
    .setVersion('1')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An access token, or an API key `pl_...`.',
    })
    .build();
  return withProblems(SwaggerModule.createDocument(app, options));
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
const fieldError = { type: 'object', properties: { field: text, code: text, message: text } } as const;
/** What every answer that is no success looks like: RFC 9457. */
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    code: { type: 'string', description: 'What is wrong, for programs: `mailing.already_completed`.' },
    detail: text,
    requestId: text,
    errors: { type: 'array', items: fieldError, description: 'With 400: which fields break which rules.' },
  },
};

/** Says of every operation how it fails. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problem },
  };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (!operation) continue;
      const rule = (operation as { [ACCESS_EXTENSION]?: AccessRule })[ACCESS_EXTENSION];
      const isProtected = rule?.kind !== 'public';
      operation.responses = {
        ...operation.responses,
        ...(isProtected ? { 401: answer('No token, or one that is not valid') } : {}),
        ...(isProtected && rule?.kind !== 'signed-in' ? { 403: answer('You may not do this') } : {}),
        ...(path.includes('{') ? { 404: answer('It does not exist, or is not yours to see') } : {}),
        default: answer('Whatever else is wrong'),
      };
    }
  }
  return document;
}

function answer(description: string) {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description, content: { 'application/problem+json': { schema } } };
}
