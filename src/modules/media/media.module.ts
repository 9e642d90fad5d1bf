import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Image } from './image.entity.js';
import { ImagesRepository } from './images.repository.js';
import { ImagesService } from './images.service.js';
import { MediaController } from './media.controller.js';

/** Pictures that users upload, and their public addresses. */
@Module({
  imports: [TypeOrmModule.forFeature([Image])],
  controllers: [MediaController],
  providers: [ImagesService, ImagesRepository],
  exports: [ImagesService],
})
export class MediaModule {}
