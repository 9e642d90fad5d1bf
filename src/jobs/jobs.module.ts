import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';

/** Adding jobs is open to every module; running them is the worker's work. */
@Global()
@Module({ providers: [JobQueue], exports: [JobQueue] })
export class JobsModule {}
