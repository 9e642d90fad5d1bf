// Every problem that Postledger tells a user about: one code, one status, one sentence, in one place.

/** A code names the thing and what is wrong with it; the status is the HTTP status a client of the API sees. */
export const problems = {
  'request.invalid': { status: 400, title: 'The request has fields that fail their rules' },
  'request.malformed_json': { status: 400, title: 'The body is not valid JSON' },
  'request.duplicate_field': { status: 400, title: 'The body names a field twice' },
  'request.too_many_fields': { status: 400, title: 'The body has too many fields or items' },
  'request.too_deep': { status: 400, title: 'The body is nested too deeply' },
  'request.number_too_large': { status: 400, title: 'The body has a number that is too large' },
  'request.timed_out': { status: 408, title: 'The request did not arrive in time' },
  'request.too_large': { status: 413, title: 'The body is too large' },
  'request.url_too_long': { status: 414, title: 'The address of the request is too long' },
  'request.headers_too_large': { status: 431, title: 'The headers of the request are too large' },
  'request.unsupported_type': { status: 415, title: 'This content type is not accepted here' },
  'request.too_many': { status: 429, title: 'Too many requests; try again later' },
  'request.bad_id': { status: 400, title: 'The id is not a UUID' },
  'request.bad_cursor': { status: 400, title: 'The cursor is not one that this list gave out' },
  'route.not_found': { status: 404, title: 'There is no such route' },
  'auth.token_missing': { status: 401, title: 'An access token is needed' },
  'auth.token_invalid': { status: 401, title: 'The access token is not valid' },
  'auth.wrong_login': { status: 401, title: 'The address or the password is wrong' },
  'auth.account_unconfirmed': { status: 403, title: 'The account is not confirmed yet' },
  'auth.account_blocked': { status: 403, title: 'The account is blocked' },
  'auth.session_ended': { status: 401, title: 'The session has ended; log in again' },
  'auth.foreign_origin': { status: 403, title: 'This site may not use the session' },
  'auth.link_invalid': { status: 400, title: 'The link is not valid' },
  'auth.link_expired': { status: 410, title: 'The link was used or has expired' },
  'auth.too_many_tries': { status: 429, title: 'Too many wrong tries; try again later' },
  'auth.busy': { status: 503, title: 'Too many log-ins at once; try again in a moment' },
  'access.denied': { status: 403, title: 'You may not do this' },
  'access.not_by_key': { status: 403, title: 'An API key may not do this; log in' },
  'user.not_found': { status: 404, title: 'There is no such user' },
  'session.not_found': { status: 404, title: 'There is no such session' },
  'user.email_taken': { status: 409, title: 'A user with this address exists already' },
  'user.last_admin': { status: 409, title: 'The last admin has to stay one' },
  'group.not_found': { status: 404, title: 'There is no such group' },
  'group.name_taken': { status: 409, title: 'A group with this name exists already' },
  'group.no_member': { status: 404, title: 'The user is not in this group' },
  'api_key.not_found': { status: 404, title: 'There is no such API key' },
  'api_key.too_many': { status: 409, title: 'You have too many API keys; delete one first' },
  'client.not_found': { status: 404, title: 'There is no such client' },
  'client.email_taken': { status: 409, title: 'You have a client with this address already' },
  'client.phone_taken': { status: 409, title: 'You have a client with this phone already' },
  'import.not_found': { status: 404, title: 'There is no such import' },
  'import.already_running': { status: 409, title: 'An import of yours is going on; wait for its end' },
  'import.too_many': { status: 429, title: 'Five imports in an hour are enough; try again later' },
  'message.not_found': { status: 404, title: 'There is no such message' },
  'message.in_use': { status: 409, title: 'An unfinished mailing uses this message' },
  'attachment.not_found': { status: 404, title: 'There is no such attachment' },
  'attachment.too_many': { status: 409, title: 'A message has at most 10 attachments; delete one first' },
  'attachment.too_large': { status: 413, title: 'The attachments of a message have at most 10 MB together' },
  'mailing.not_found': { status: 404, title: 'There is no such mailing' },
  'mailing.already_completed': { status: 409, title: 'The mailing is completed' },
  'mailing.already_running': { status: 409, title: 'A run of this mailing is going on' },
  'mailing.disabled': { status: 409, title: 'A manager disabled this mailing' },
  'mailing.paused': { status: 409, title: 'The mailing is paused; resume it first' },
  'mailing.past_its_end': { status: 409, title: 'The end of the mailing has passed' },
  'delivery.not_found': { status: 404, title: 'There is no such delivery' },
  'delivery.run_over': { status: 409, title: 'The run of this delivery was stopped or its end has passed' },
  'delivery.not_uncertain': { status: 409, title: 'Only an uncertain delivery can be decided' },
  'suppression.not_found': { status: 404, title: 'There is no such suppression' },
  'suppression.exists': { status: 409, title: 'This contact is suppressed already' },
  'unsubscribe.unknown_link': { status: 404, title: 'This link is not one of ours' },
  'bounce.unreadable': { status: 400, title: 'The report cannot be read' },
  'inbox.mail_not_found': { status: 404, title: 'There is no such mail in the inbox' },
  'post.not_found': { status: 404, title: 'There is no such post' },
  'image.not_found': { status: 404, title: 'There is no such image' },
  'image.busy': { status: 503, title: 'Too many images at once; try again in a moment' },
  'database.away': { status: 503, title: 'The database is not reachable; try again soon' },
  'server.fault': { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one field of a request; `field` is a path such as `audience.clientIds`. */
export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** The one error that services throw; the HTTP layer turns it into problem+json, the command line into one line. */
export class DomainError extends Error {
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  /** Seconds after which another try may succeed. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, detail?: string, more: { errors?: FieldError[]; retryAfter?: number } = {}) {
    super(detail ?? problems[code].title);
    this.name = 'DomainError';
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

/** Refuses one field of a request: 400 with the field named. */
export function fieldProblem(field: string, code: string, message: string): DomainError {
  return new DomainError('request.invalid', `${field}: ${message}`, { errors: [{ field, code, message }] });
}
