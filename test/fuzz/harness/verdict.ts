// What must hold of every answer, whatever was asked.
import { problems } from '../../../src/domain/errors.js';
import type { Operation } from './operations.js';
import type { PlannedRequest } from './request-of.js';
import type { Answer } from './world.js';

/** Words that only our insides know: frames of a stack, modules, statements, the database's own complaints. */
const leaks = [
  /^\s+at .+:\d+:\d+/m,
  /node_modules|node:internal/,
  /\b(?:Type|Range|Reference|QueryFailed)Error\b/,
  /\.(?:ts|js):\d+/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(?:FROM|VALUES|SET|WHERE)\b/s,
  /violates|duplicate key value|invalid input syntax|does not exist\b.*\brelation|invalid byte sequence/,
];

/** Pages for people have pages for their failures. */
const isPage = (name: string) => name.endsWith('/unsubscribe/{token}');

/** The faults of an answer; none where it is as it has to be. `operation`: what the request was meant for. */
export function faultsOf(request: PlannedRequest, answer: Answer, operation: Operation): string[] {
  const { status, headers, text } = answer;
  const type = String(headers['content-type'] ?? '');
  if (status < 400) return successFaults(request, answer, operation);
  const faults = leaks
    .filter((leak) => leak.test(text))
    .map((leak) => `it tells of our insides: ${String(leak)}`);
  if (request.method === 'HEAD') return status >= 500 ? [`${status}`] : faults;
  if (isPage(operation.name) && type.startsWith('text/html')) return faults;
  if (!type.startsWith('application/problem+json')) return [...faults, `${status} is ${type || 'untyped'}`];
  const problem = JSON.parse(text) as { code?: string; status?: number; requestId?: string };
  const known = problems[problem.code as keyof typeof problems];
  if (!known) return [...faults, `an unknown code: ${String(problem.code)}`];
  if (status === 503 && headers['retry-after'] === undefined) faults.push('503 without Retry-After');
  if (status >= 500 && status !== 503) faults.push(`${status} ${problem.code}`);
  if (status === 429 && headers['retry-after'] === undefined) faults.push('429 without Retry-After');
  if (known.status !== status || problem.status !== status) faults.push(`${status} for ${problem.code}`);
  if (problem.requestId !== headers['x-request-id']) faults.push('another requestId in the body');
  // A wrong method or an emptied place of the path leads to another operation, or to none.
  const isMeant = request.method === operation.method && problem.code !== 'route.not_found';
  const documented = [`${status}`, 'default'].flatMap((one) => operation.answers.get(one) ?? []);
  if (isMeant && !documented.includes(problem.code!)) {
    faults.push(`${status} ${problem.code} is not documented for ${operation.name}`);
  }
  return faults;
}

function successFaults({ method }: PlannedRequest, { status }: Answer, operation: Operation): string[] {
  if (method !== operation.method || operation.answers.has(`${status}`) || status === 304) return [];
  return [`${status} is not documented for ${operation.name}`];
}
