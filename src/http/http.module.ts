import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { DatabaseHealth } from '../database/database-health.js';
import { OwnerLookup } from '../database/owner-lookup.js';
import { HealthController } from './health.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { createValidationPipe } from './validation.pipe.js';

/** What every request goes through, whatever it asks for. The guards are bound in app.module.ts, in their order. */
@Module({
  controllers: [HealthController],
  providers: [
    OwnerLookup,
    DatabaseHealth,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: createValidationPipe },
  ],
  exports: [OwnerLookup],
})
export class HttpModule {}
