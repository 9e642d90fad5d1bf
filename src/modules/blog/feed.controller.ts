import { Controller, Get, Header } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { AppConfig } from '../../config/app-config.js';
import { Public } from '../../http/access.decorators.js';
import { askEachTime } from '../../http/conditional-answers.js';
import { toPostResponse } from './dto/post.response.js';
import { PostsService } from './posts.service.js';
import { rssOf } from './rss-feed.js';

const newestPosts = 20;

/** Before PostsController in the module, since `feed.xml` is no slug. */
@ApiTags('posts')
@Controller('posts')
export class FeedController {
  constructor(
    private readonly posts: PostsService,
    private readonly config: AppConfig,
  ) {}

  /** The newest published posts as RSS 2.0. */
  @Get('feed.xml')
  @Public()
  @Header('content-type', 'application/rss+xml; charset=utf-8')
  @Header('cache-control', askEachTime)
  @ApiProduces('application/rss+xml')
  async read(): Promise<string> {
    const { publicUrl, linkUrl } = this.config.http;
    const posts = await this.posts.newest(newestPosts);
    return rssOf({
      title: this.config.mail.from.name || 'Postledger',
      siteUrl: `${linkUrl}/posts`,
      feedUrl: `${publicUrl}/api/v1/posts/feed.xml`,
      items: posts.map((post) => {
        const { id, slug, title, content, imageUrl } = toPostResponse(post);
        return {
          id,
          title,
          content,
          url: `${linkUrl}/posts/${slug}`,
          imageUrl: imageUrl && publicUrl + imageUrl,
          publishAt: post.publishAt!,
        };
      }),
    });
  }
}
