import { Module } from '@nestjs/common';
import { ImportWorker } from './import-worker.js';
import { ImportsModule } from './imports.module.js';
import { MergeRepository } from './merge.repository.js';

/** What a worker process does about imports. */
@Module({ imports: [ImportsModule], providers: [ImportWorker, MergeRepository] })
export class ImportWorkerModule {}
