// An owner who imports clients: the service in process with a worker beside it, and what one asks of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from '../../src/modules/clients/client.entity.js';
import { ImportWorker } from '../../src/modules/imports/import-worker.js';
import { WorkerModule } from '../../src/worker.module.js';
import { aUser, tokenOf } from '../factories/users.js';
import { startTestApp, type TestApp, type TestResponse } from './app.js';
import { multipart } from './images.js';

export class ImportStory {
  // All of them stay until the end: Passport knows one strategy of a name in a process, that of the newest context.
  private readonly workers: INestApplicationContext[] = [];
  ownerId = '';
  /** The owner's token. */
  owner = '';

  private constructor(readonly api: TestApp) {}

  /** With a worker, and without an owner yet. */
  static async start(): Promise<ImportStory> {
    const story = new ImportStory(await startTestApp({ SCHEDULER_ENABLED: 'false' }));
    await story.startWorker();
    return story;
  }

  async close(): Promise<void> {
    for (const worker of this.workers) await worker.close();
    await this.api.close();
  }

  async startWorker(): Promise<void> {
    const options = { logger: false, abortOnError: false } as const;
    this.workers.push(
      await NestFactory.createApplicationContext(WorkerModule.forRoot(this.api.config), options),
    );
  }

  /** The newest one. */
  get worker(): ImportWorker {
    return this.workers.at(-1)!.get(ImportWorker, { strict: false });
  }

  /** What a worker does when it is told to stop. */
  stopWorker(): Promise<void> {
    return this.worker.beforeApplicationShutdown();
  }

  /** A fresh owner for whatever comes next. */
  async newOwner(): Promise<void> {
    const user = await aUser(this.api.dataSource);
    [this.ownerId, this.owner] = [user.id, await tokenOf(user)];
  }

  upload(
    content: string | Buffer,
    fields: Record<string, string> = {},
    token = this.owner,
  ): Promise<TestResponse> {
    const file = { name: 'file', filename: 'clients.csv', type: 'text/csv', content };
    const others = Object.entries(fields).map(([name, value]) => ({ name, content: value }));
    return this.api.request({
      method: 'POST',
      path: '/clients/import',
      token,
      ...multipart(...others, file),
    });
  }

  async progressOf(importId: string, token = this.owner) {
    const { status, body } = await this.api.get(`/clients/imports/${importId}`, token);
    if (status !== 200) throw new Error(`The import answers ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async ended(importId: string, token = this.owner) {
    for (;;) {
      const body = await this.progressOf(importId, token);
      if (body.status === 'completed' || body.status === 'failed') return body;
      await sleep(50);
    }
  }

  async imported(content: string | Buffer, fields: Record<string, string> = {}, token = this.owner) {
    const { status, body } = await this.upload(content, fields, token);
    if (status !== 202) throw new Error(`The upload is refused with ${status}: ${JSON.stringify(body)}`);
    return this.ended(body.importId, token);
  }

  clientsOf(ownerId = this.ownerId): Promise<Client[]> {
    return this.api.dataSource.getRepository(Client).find({ where: { ownerId }, order: { id: 'ASC' } });
  }

  async exported(token = this.owner): Promise<string> {
    return (await this.api.get('/clients/export', token)).text;
  }
}

/** The errors of an import, short. */
export const codesOf = (body: { errors: { line: number; field: string; code: string }[] }) =>
  body.errors.map(({ line, field, code }) => `${line} ${field} ${code}`);

/** The status of an answer, with the code of its first error or its own. */
export const codeOf = ({ status, body }: TestResponse) => [status, body.errors?.[0]?.code ?? body.code];

export const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
