// Bodies in JSON, read strictly: what another reader might read differently is refused, never guessed at.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.js';
import {
  type JsonFault,
  jsonFaultOf,
  mostJsonLevels,
  mostJsonNames,
  mostJsonValues,
} from '../domain/json-text.js';
import { unsafeCharacters } from '../domain/safe-text.js';

const longestShownName = 100;

/** Takes the place of the framework's own reader. */
export function readJsonStrictly(app: NestFastifyApplication, bodyLimit: number): void {
  const reader = (
    _request: FastifyRequest,
    body: Buffer,
    done: (fault: Error | null, value?: unknown) => void,
  ) => {
    try {
      done(null, jsonOf(body));
    } catch (fault) {
      done(fault as Error);
    }
  };
  app.useBodyParser('application/json', { bodyLimit }, reader);
}

/** Throws `request.malformed_json` and one problem each for what is JSON but not clear. */
function jsonOf(body: Buffer): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    value = JSON.parse(text);
  } catch {
    throw new DomainError('request.malformed_json');
  }
  const fault = jsonFaultOf(text);
  if (fault) throw problemOf(fault);
  return value;
}

function problemOf({ kind, name = '' }: JsonFault): DomainError {
  const field = name.replace(unsafeCharacters, '\ufffd').slice(0, longestShownName);
  switch (kind) {
    case 'duplicate_name':
      return new DomainError(
        'request.duplicate_field',
        `The field "${field}" stands twice in the same object`,
      );
    case 'too_many_names':
      return new DomainError(
        'request.too_many_fields',
        `An object of the body has more than ${mostJsonNames} fields`,
      );
    case 'too_many_values':
      return new DomainError('request.too_many_fields', `The body has more than ${mostJsonValues} values`);
    case 'too_deep':
      return new DomainError('request.too_deep', `The body is nested deeper than ${mostJsonLevels} levels`);
    case 'number_too_large':
      return new DomainError('request.number_too_large');
    case 'forbidden_name':
      return new DomainError('request.invalid', undefined, {
        errors: [{ field, code: 'unknown_field', message: 'is not a known field' }],
      });
  }
}
