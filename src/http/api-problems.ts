// Which problems an operation may answer, for the OpenAPI document: most follow from what the operation is, the rest
// stands in one table. Whatever the service answers beside it is found by the hostile reader of the tests.
import { type ProblemCode, problems } from '../domain/errors.js';
import { type AccessRule, ownedTables } from './access.decorators.js';

/** What of an operation decides how it may fail. */
export interface OperationShape {
  /** `GET`, `POST`... */
  method: string;
  /** Below the prefix: `/clients/{id}`. */
  path: string;
  rule: AccessRule | undefined;
  takesCursor: boolean;
}

/** What a path says of things without an owner: the last rule that fits counts. */
const hidden: readonly [path: RegExp, code: ProblemCode][] = [
  [/^\/users\/\{id\}/, 'user.not_found'],
  [/^\/groups\/\{id\}/, 'group.not_found'],
  [/^\/auth\/sessions\/\{id\}/, 'session.not_found'],
  [/^\/me\/api-keys\/\{id\}/, 'api_key.not_found'],
  [/^\/posts\/\{\w+\}/, 'post.not_found'],
  [/^\/media\/\{name\}/, 'image.not_found'],
  [/^\/unsubscribe\/\{token\}/, 'unsubscribe.unknown_link'],
  [/\/attachments\/\{attachmentId\}/, 'attachment.not_found'],
  [/^\/inbox\/messages\/\{id\}/, 'inbox.mail_not_found'],
];

/** Beside what follows from access, path and body. */
const ofOperations: readonly [operation: RegExp, ...codes: ProblemCode[]][] = [
  [
    /^POST \/auth\/login$/,
    'auth.wrong_login',
    'auth.account_unconfirmed',
    'auth.account_blocked',
    'auth.too_many_tries',
    'auth.busy',
  ],
  [/^POST \/auth\/refresh$/, 'auth.session_ended', 'auth.foreign_origin'],
  [/^POST \/auth\/logout$/, 'auth.foreign_origin'],
  [/^POST \/auth\/register$/, 'request.too_many', 'auth.busy'],
  [/^POST \/auth\/password\/forgot$/, 'request.too_many'],
  [/^POST \/auth\/confirm$/, 'auth.link_invalid', 'auth.link_expired'],
  [/^POST \/auth\/password\/reset$/, 'auth.link_invalid', 'auth.link_expired', 'auth.busy'],
  [/^POST \/auth\/password\/change$/, 'auth.too_many_tries', 'auth.busy'],
  [/^PATCH \/me$/, 'request.too_many'],
  [/^PUT \/(me\/avatar|posts\/\{id\}\/image)$/, 'image.busy'],
  [/^POST \/me\/api-keys$/, 'api_key.too_many', 'access.denied'],
  [/^POST \/users$/, 'user.email_taken', 'auth.busy'],
  [/^PUT \/users\/\{id\}\/role$/, 'user.last_admin'],
  [/^(POST|PATCH) \/groups(\/\{id\})?$/, 'group.name_taken'],
  [/^(PUT|DELETE) \/groups\/\{id\}\/members\/\{userId\}$/, 'user.not_found'],
  [/^DELETE \/groups\/\{id\}\/members\/\{userId\}$/, 'group.no_member'],
  [/^(POST|PATCH|PUT) \/clients(\/\{id\})?$/, 'client.email_taken', 'client.phone_taken'],
  [/^POST \/clients\/import$/, 'import.already_running', 'import.too_many'],
  [/^POST \/messages\/\{id\}\/attachments$/, 'attachment.too_many', 'attachment.too_large'],
  [/^DELETE \/messages\/\{id\}$/, 'message.in_use'],
  [/^(PUT|PATCH) \/mailings\/\{id\}$/, 'mailing.already_completed'],
  [
    /^POST \/mailings\/\{id\}\/run$/,
    'mailing.already_completed',
    'mailing.already_running',
    'mailing.disabled',
    'mailing.paused',
    'mailing.past_its_end',
  ],
  [/^POST \/mailings\/\{id\}\/(stop|pause|disable|enable)$/, 'mailing.already_completed'],
  [/^POST \/mailings\/\{id\}\/resume$/, 'mailing.already_completed', 'mailing.disabled'],
  [
    /^POST \/deliveries\/\{id\}\/(resend|close)$/,
    'delivery.not_uncertain',
    'delivery.run_over',
    'mailing.disabled',
  ],
  [/^GET \/posts(\/\{slug\})?$/, 'auth.token_missing', 'access.denied'],
  [/^POST \/contact$/, 'request.too_many'],
  [/^POST \/suppressions$/, 'suppression.exists'],
  [/^POST \/bounces$/, 'auth.token_missing', 'auth.token_invalid', 'bounce.unreadable', 'route.not_found'],
];

/** Also where none is taken: what comes is read before anybody asks. */
const problemsOfBodies: ProblemCode[] = [
  'request.malformed_json',
  'request.duplicate_field',
  'request.too_many_fields',
  'request.too_deep',
  'request.number_too_large',
  'request.too_large',
  'request.unsupported_type',
];

/** Every problem that the operation may answer, `server.fault` aside: that one is never meant. */
export function problemsOf(operation: OperationShape): ProblemCode[] {
  const { method, path, rule, takesCursor } = operation;
  const name = `${method} ${path}`;
  const codes: ProblemCode[] = [
    ...(path === '/health/live' ? [] : (['database.away'] as const)),
    'request.invalid',
    ...(takesCursor ? (['request.bad_cursor'] as const) : []),
    ...(/\{\w*id\}/i.test(path) ? (['request.bad_id'] as const) : []),
    ...(method === 'GET' ? [] : problemsOfBodies),
    ...problemsOfAccess(rule),
    ...hidden.filter(([pattern]) => pattern.test(path)).map(([, code]) => code),
    ...ofOperations.filter(([pattern]) => pattern.test(name)).flatMap(([, ...more]) => more),
  ];
  return [...new Set(codes)].toSorted((a, b) => problems[a].status - problems[b].status);
}

function problemsOfAccess(rule: AccessRule | undefined): ProblemCode[] {
  const token: ProblemCode[] = ['auth.token_missing', 'auth.token_invalid'];
  switch (rule?.kind) {
    case 'public':
      return [];
    case 'signed-in':
      return token;
    case 'in-person':
      return [...token, 'access.not_by_key'];
    case 'owned':
      return [...token, 'access.denied', ownedTables[rule.table]];
    default:
      return [...token, 'access.denied'];
  }
}
