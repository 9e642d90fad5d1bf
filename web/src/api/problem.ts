// What the service refuses, as an error: problem+json (RFC 9457), or no answer at all.
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
export type FieldFault = NonNullable<Problem['errors']>[number];

/** Codes that only this side gives: the service never answered, or not as a problem. */
export type OwnCode = 'network' | 'unreadable';

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldFault[];
  /** Seconds after which another try may succeed. */
  readonly retryAfter: number | undefined;

  constructor(
    problem: Partial<Omit<Problem, 'code'>> & { code: Problem['code'] | OwnCode; title: string },
    retryAfter?: number,
  ) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status ?? 0;
    this.code = problem.code;
    this.title = problem.title;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined;
  try {
    const body = (await response.json()) as Problem;
    if (typeof body.code === 'string') return new ApiProblem(body, retryAfter);
  } catch {
    // A proxy in between answers in HTML.
  }
  const status = response.status;
  return new ApiProblem({ code: 'unreadable', title: `HTTP ${status}`, status }, retryAfter);
}

export function networkProblem(): ApiProblem {
  return new ApiProblem({ code: 'network', title: 'The service did not answer', status: 0 });
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Would the same request have a chance a little later? */
export function isPassing(error: unknown): boolean {
  return isProblem(error) && (error.code === 'network' || error.status >= 500 || error.status === 429);
}
