import { ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError, FieldError } from '../domain/errors.js';

/** Checks bodies and queries against their DTOs; whatever a DTO does not name is refused, never applied. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
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
