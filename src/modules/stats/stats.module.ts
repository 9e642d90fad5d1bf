import { Module } from '@nestjs/common';
import { BlogModule } from '../blog/blog.module.js';
import { HomeController } from './home.controller.js';
import { HomeRepository } from './home.repository.js';
import { HomeService } from './home.service.js';

@Module({
  imports: [BlogModule],
  controllers: [HomeController],
  providers: [HomeService, HomeRepository],
})
export class StatsModule {}
