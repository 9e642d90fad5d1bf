import { ArgumentMetadata, Injectable, ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError, FieldError } from '../domain/errors.js';

/** Checks bodies and queries against their DTOs; whatever a DTO does not name is refused, never applied. */
export function createValidationPipe(): ValidationPipe {
  return new CarefulValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      new DomainError('request.invalid', undefined, {
        errors: errors.flatMap((error) => fieldErrors(error, '')),
      }),
  });
}

/** No field of the API nests deeper; what reads bodies recursively must not run out of stack. */
const maxDepth = 10;

/** Names that the libraries drop without a word, because every object inherits them. */
const inheritedNames = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Refuses bodies that the libraries behind the DTOs would fall over, or would quietly change. */
@Injectable()
class CarefulValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isFromOutside = metadata.type === 'body' || metadata.type === 'query';
    const errors = isFromOutside ? shapeErrors(value) : [];
    if (errors.length > 0) throw new DomainError('request.invalid', undefined, { errors });
    return super.transform(value, metadata);
  }
}

function shapeErrors(body: unknown): FieldError[] {
  return entriesOf(body).flatMap(([field, value]) => {
    if (inheritedNames.has(field)) return [{ field, code: 'unknown_field', message: 'is not a known field' }];
    const error = shapeErrorWithin(value);
    return error ? [{ field, ...error }] : [];
  });
}

/** Level by level, without recursion. */
function shapeErrorWithin(value: unknown): Omit<FieldError, 'field'> | null {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) {
      return { code: 'too_deep', message: `must not be nested deeper than ${maxDepth} levels` };
    }
    const entries = level.flatMap(entriesOf);
    const badName = entries.find(([name]) => inheritedNames.has(name))?.[0];
    if (badName) return { code: 'unknown_field', message: `must not have a field named ${badName}` };
    level = entries.map(([, child]) => child);
  }
  return null;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent ? `${parent}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    code: codeOf(error, constraint),
    message: constraint === 'whitelistValidation' ? 'is not a known field' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

/** A rule may name its code in `context: { code }`; otherwise it is the constraint's own name. */
function codeOf(error: ValidationError, constraint: string): string {
  if (constraint === 'whitelistValidation') return 'unknown_field';
  const named = error.contexts?.[constraint] as { code?: string } | undefined;
  return named?.code ?? constraint.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
