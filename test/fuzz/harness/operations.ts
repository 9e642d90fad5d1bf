// The operations of openapi.json, as far as the hostile reader needs them.
import { readFileSync } from 'node:fs';

interface Schema {
  type?: string;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
}

interface Media {
  schema?: { $ref?: string };
  example?: unknown;
  examples?: Record<string, unknown>;
}

interface Response {
  $ref?: string;
  content?: Record<string, Media>;
}

interface DocumentedOperation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Response>;
}

interface ApiDocument {
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, { example?: unknown }>; responses: Record<string, Response> };
}

export interface Operation {
  /** `GET /api/v1/clients/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly { name: string; schema: Schema }[];
  /** The media types of the body; none where it takes none. */
  readonly bodyTypes: readonly string[];
  /** The body of the document's example. */
  readonly example: unknown;
  /** The statuses of its answers, and `default`; those of failures with the codes that they may have. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
}

const document = JSON.parse(
  readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8'),
) as ApiDocument;

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    query: (operation.parameters ?? []).filter((one) => one.in === 'query'),
    bodyTypes: Object.keys(operation.requestBody?.content ?? {}),
    example: exampleOf(Object.values(operation.requestBody?.content ?? {})[0]),
    answers: answersOf(operation),
  })),
);

function exampleOf(media: Media | undefined): unknown {
  const name = media?.schema?.$ref?.split('/').at(-1);
  return media?.example ?? (name === undefined ? undefined : document.components.schemas[name]?.example);
}

function answersOf({ responses }: DocumentedOperation): Map<string, string[]> {
  return new Map(
    Object.entries(responses).map(([status, one]) => {
      const response = one.$ref ? document.components.responses[one.$ref.split('/').at(-1)!] : one;
      const examples = response?.content?.['application/problem+json']?.examples;
      return [status, Object.keys(examples ?? {})];
    }),
  );
}
