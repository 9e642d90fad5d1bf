import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, MaybeUser, Needs, PublicOrKnown } from '../../http/access.decorators.js';
import { askEachTime, keepNowhere, weakTagOf } from '../../http/conditional-answers.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { readUpload, TakesUpload } from '../../http/upload.js';
import { maxUploadBytes } from '../media/images.service.js';
import { CreatePostDto } from './dto/create-post.dto.js';
import { ListPostsQuery } from './dto/list-posts.query.js';
import { PostPageResponse, PostResponse, PostPreviewResponse, toPostResponse } from './dto/post.response.js';
import { PreviewPostDto } from './dto/preview-post.dto.js';
import { UpdatePostDto } from './dto/update-post.dto.js';
import { safeContent } from './post-content.js';
import { isPublished } from './post-status.js';
import { PostsService } from './posts.service.js';
import { publishTime } from './publish-time.js';

@ApiTags('posts')
@Controller('posts')
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly config: AppConfig,
  ) {}

  /** What is published, newest first; with `status` also drafts and what is yet to come, for those who write. */
  @Get()
  @PublicOrKnown()
  async list(
    @Query() query: ListPostsQuery,
    @MaybeUser() actor: Actor | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostPageResponse> {
    const page = await this.posts.list(query, actor);
    void reply.header('cache-control', query.status === undefined ? askEachTime : keepNowhere);
    return mapPage(page, toPostResponse);
  }

  /** One post. Reading it counts a view; HEAD does not. */
  @Get(':slug')
  @PublicOrKnown()
  async read(
    @Param('slug') slug: string,
    @MaybeUser() actor: Actor | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostResponse> {
    const isRead = request.method === 'GET';
    const post = await (isRead ? this.posts.view(slug, actor) : this.posts.read(slug, actor));
    const { views, ...shown } = toPostResponse(post);
    void reply.header('cache-control', isPublished(post) ? askEachTime : keepNowhere);
    // Of all but the views: who has read the post already need not load it again because others did.
    void reply.header('etag', weakTagOf(JSON.stringify(shown)));
    return { ...shown, views };
  }

  /** A new post: a draft until its time to be published. */
  @Post()
  @Needs('blog.write')
  async create(
    @Body() { title, content, publishAt }: CreatePostDto,
    @CurrentUser() actor: Actor,
  ): Promise<PostResponse> {
    const draft = { title, content, publishAt: this.time(publishAt) ?? null };
    return toPostResponse(await this.posts.create(draft, actor));
  }

  /** The content as readers would see it; nothing is saved. */
  @Post('preview')
  @HttpCode(200)
  @Needs('blog.write')
  preview(@Body() { content }: PreviewPostDto): PostPreviewResponse {
    return { content: safeContent(content) };
  }

  /** Changes what is given; the slug stays. */
  @Patch(':id')
  @Needs('blog.write')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() { publishAt, ...others }: UpdatePostDto,
  ): Promise<PostResponse> {
    const changes = publishAt === undefined ? others : { ...others, publishAt: this.time(publishAt) ?? null };
    return toPostResponse(await this.posts.change(id, changes));
  }

  /** Deletes a post and its picture. */
  @Delete(':id')
  @Needs('blog.write')
  @HttpCode(204)
  async delete(@Param('id', IdPipe) id: string): Promise<void> {
    await this.posts.delete(id);
  }

  /** Sets the picture: PNG, JPEG or WebP, at most 5 MB and 40 million pixels. */
  @Put(':id/image')
  @Needs('blog.write')
  @TakesUpload()
  async setImage(
    @Param('id', IdPipe) id: string,
    @CurrentUser() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<PostResponse> {
    const upload = () => readUpload(request, { maxBytes: maxUploadBytes });
    return toPostResponse(await this.posts.setPicture(id, actor, upload));
  }

  /** Takes the picture away. */
  @Delete(':id/image')
  @Needs('blog.write')
  @HttpCode(204)
  async removeImage(@Param('id', IdPipe) id: string): Promise<void> {
    await this.posts.removePicture(id);
  }

  private time(written: string | null | undefined): Date | null {
    return publishTime(written, this.config.scheduler.timezone);
  }
}
