import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailingsModule } from '../mailings/mailings.module.js';
import { Attempt } from './attempt.entity.js';
import { AttemptsController } from './attempts.controller.js';
import { AttemptsRepository } from './attempts.repository.js';
import { AttemptsService } from './attempts.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Attempt]), MailingsModule],
  controllers: [AttemptsController],
  providers: [AttemptsService, AttemptsRepository],
  exports: [AttemptsService, AttemptsRepository],
})
export class AttemptsModule {}
