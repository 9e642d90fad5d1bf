import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LinkSigner } from './link-signer.js';
import { Suppression } from './suppression.entity.js';
import { SuppressionsController } from './suppressions.controller.js';
import { SuppressionsRepository } from './suppressions.repository.js';
import { SuppressionsService } from './suppressions.service.js';
import { UnsubscribeController } from './unsubscribe.controller.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** Who must not be written to any more: the lists, and the link in each mail. */
@Module({
  imports: [TypeOrmModule.forFeature([Suppression])],
  controllers: [SuppressionsController, UnsubscribeController],
  providers: [SuppressionsRepository, SuppressionsService, UnsubscribeLinks, LinkSigner],
  exports: [SuppressionsService, UnsubscribeLinks, LinkSigner],
})
export class SuppressionsModule {}
