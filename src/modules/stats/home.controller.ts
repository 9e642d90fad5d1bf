import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import { Public } from '../../http/access.decorators.js';
import { askEachTime } from '../../http/conditional-answers.js';
import { toPostResponse } from '../blog/dto/post.response.js';
import { HomeResponse } from './dto/home.response.js';
import { HomeService } from './home.service.js';

/** A browser that comes back within these sees the same three posts; longer would make the page look dead. */
const mostSeconds = 5;

@ApiTags('statistics')
@Controller('home')
export class HomeController {
  constructor(
    private readonly home: HomeService,
    private readonly config: AppConfig,
  ) {}

  /** The service in numbers, at most a minute old, and three posts. */
  @Get()
  @Public()
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<HomeResponse> {
    const { mailings, activeMailings, uniqueClients, posts, freshMs } = await this.home.read();
    const seconds = Math.min(mostSeconds, Math.floor(freshMs / 1000));
    void reply.header(
      'cache-control',
      this.config.cache.isEnabled ? `public, max-age=${seconds}` : askEachTime,
    );
    return { mailings, activeMailings, uniqueClients, posts: posts.map(toPostResponse) };
  }
}
