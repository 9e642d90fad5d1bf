import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Transactions } from '../../database/transaction.js';
import { MediaModule } from '../media/media.module.js';
import { FeedController } from './feed.controller.js';
import { Post } from './post.entity.js';
import { PostsController } from './posts.controller.js';
import { PostsRepository } from './posts.repository.js';
import { PostsService } from './posts.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Post]), MediaModule],
  controllers: [FeedController, PostsController],
  providers: [PostsService, PostsRepository, Transactions],
  exports: [PostsService],
})
export class BlogModule {}
