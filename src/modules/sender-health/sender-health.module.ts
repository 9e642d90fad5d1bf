import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.js';
import { SenderHealthController } from './sender-health.controller.js';
import { SenderHealthService } from './sender-health.service.js';

@Module({
  imports: [UsersModule],
  controllers: [SenderHealthController],
  providers: [SenderHealthService],
})
export class SenderHealthModule {}
