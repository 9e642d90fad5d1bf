// How many statements a request costs: every client of node-postgres in this process tells what it is asked.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';

/** Whoever counts; what others ask meanwhile (timers, jobs) runs outside of it and is not counted. */
const counting = new AsyncLocalStorage<Asked[]>();

export interface Asked {
  text: string;
  values: unknown[];
}

const { prototype } = Client as unknown as { prototype: { query: (...given: unknown[]) => unknown } };
const ask = prototype.query;
prototype.query = function (this: Client, ...given: unknown[]) {
  const [asked, values = []] = given as [string | { text: string; values?: unknown[] }, unknown[]?];
  counting.getStore()?.push(typeof asked === 'string' ? { text: asked, values } : { values, ...asked });
  return ask.apply(this, given);
};

/** What the work answers, and the statements that it sent to the database, transactions' beginnings and ends included. */
export async function withStatements<T>(
  work: () => Promise<T>,
): Promise<{ answer: T; statements: string[]; asked: Asked[] }> {
  const asked: Asked[] = [];
  const answer = await counting.run(asked, work);
  return { answer, asked, statements: asked.map(({ text }) => text) };
}
