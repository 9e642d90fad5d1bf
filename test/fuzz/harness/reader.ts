// The hostile reader: carries out plans that follow from a seed, and gathers whatever was answered wrongly.
import * as fc from 'fast-check';
import { type Plan, plans } from './plans.js';
import { type PlannedRequest, requestOf } from './request-of.js';
import { faultsOf } from './verdict.js';
import type { Answer, World } from './world.js';

const plansAtOnce = 200;
/** Whose token has died gets a new one, though not each time. */
const renewAfter = 25;

export interface Reading {
  requests: number;
  /** How often each status came. */
  statuses: Record<string, number>;
  /** Operations that answered a success at least once. */
  succeeded: Set<string>;
  /** 401 answered to those with a token, since the last renewal. */
  lockedOut: number;
  slowestMs: number;
  faults: string[];
}

/** Goes on until so many requests were answered, or enough is wrong for one look. */
export async function read(world: World, seed: number, count: number, enough = 20): Promise<Reading> {
  const reading: Reading = {
    requests: 0,
    statuses: {},
    succeeded: new Set(),
    lockedOut: 0,
    slowestMs: 0,
    faults: [],
  };
  for (let round = 0; reading.requests < count; round += 1) {
    for (const plan of fc.sample(plans, { seed: seed + round, numRuns: plansAtOnce })) {
      if (reading.lockedOut > renewAfter || reading.requests === 0) {
        await world.renew();
        reading.lockedOut = 0;
      }
      await carryOut(world, plan, reading);
      if (reading.requests >= count || reading.faults.length >= enough) return reading;
    }
  }
  return reading;
}

async function carryOut(world: World, plan: Plan, reading: Reading): Promise<void> {
  const request = requestOf(plan, world.things, world.files);
  if (plan.isAfterDeletion && /\{\w+\}$/.test(plan.operation.path)) {
    const path = request.url.split('?')[0]!;
    await ask(world, plan, { method: 'DELETE', url: path, headers: {}, body: undefined }, reading);
  }
  const times = Array.from({ length: plan.times }, () => ask(world, plan, request, reading));
  await Promise.all(times);
}

async function ask(world: World, plan: Plan, request: PlannedRequest, reading: Reading): Promise<void> {
  reading.requests += 1;
  try {
    const answer = await world.send(request, plan.role);
    reading.statuses[answer.status] = (reading.statuses[answer.status] ?? 0) + 1;
    reading.slowestMs = Math.max(reading.slowestMs, answer.durationMs);
    const faults = faultsOf(request, answer, plan.operation);
    for (const fault of faults) reading.faults.push(told(fault, plan, request, answer));
    if (answer.status === 401 && (plan.role === 'user' || plan.role === 'admin')) reading.lockedOut += 1;
    if (answer.status >= 300) return;
    if (request.method === plan.operation.method) reading.succeeded.add(plan.operation.name);
    if (/application\/json/.test(String(answer.headers['content-type'])) && answer.text !== '') {
      world.things.harvest(plan.operation.path, JSON.parse(answer.text), plan.role);
    }
  } catch (fault) {
    reading.faults.push(told((fault as Error).message, plan, request));
  }
}

function told(fault: string, { operation, role }: Plan, request: PlannedRequest, answer?: Answer): string {
  const { method, url, headers, body } = request;
  return [
    `${fault}`,
    `  ${method} ${url.slice(0, 500)} as ${role} (${operation.name}) ${JSON.stringify(headers).slice(0, 300)}`,
    `  ${body?.toString().slice(0, 1_000) ?? 'no body'}`,
    `  → ${answer ? `${answer.status} ${answer.text.slice(0, 500)}` : 'no answer'}`,
  ].join('\n');
}
