import { Global, Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { MetricsRepository } from './metrics.repository.js';
import { MetricsService } from './metrics.service.js';
import { ProcessMetrics } from './process-metrics.js';

/** Every module may measure. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [MetricsRepository, MetricsService, ProcessMetrics],
  exports: [MetricsRepository, ProcessMetrics],
})
export class MetricsModule {}
