import { Module } from '@nestjs/common';
import { BlogModule } from '../blog/blog.module.js';
import { DailyReportService } from './daily-report.service.js';
import { HomeController } from './home.controller.js';
import { HomeRepository } from './home.repository.js';
import { HomeService } from './home.service.js';
import { StatsController } from './stats.controller.js';
import { StatsRepository } from './stats.repository.js';

@Module({
  imports: [BlogModule],
  controllers: [HomeController, StatsController],
  providers: [DailyReportService, HomeService, HomeRepository, StatsRepository],
})
export class StatsModule {}
