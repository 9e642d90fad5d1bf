import { Module } from '@nestjs/common';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { BounceAddresses } from './bounce-addresses.js';
import { BouncesController } from './bounces.controller.js';
import { BouncesRepository } from './bounces.repository.js';
import { BouncesService } from './bounces.service.js';

/** Mails that come back: bounces and complaints. */
@Module({
  imports: [SuppressionsModule],
  controllers: [BouncesController],
  providers: [BounceAddresses, BouncesRepository, BouncesService],
  exports: [BounceAddresses, BouncesService],
})
export class BouncesModule {}
