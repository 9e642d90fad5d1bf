import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../http/access.decorators.js';
import { ImagesService } from './images.service.js';

@ApiTags('media')
@Controller('media')
export class MediaController {
  constructor(private readonly images: ImagesService) {}

  /** A picture of a post or a user. A name never stands for another picture, so caches may keep it for a year. */
  @Get(':name')
  @Public()
  @Header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  // Other sites, such as a web client of its own address, may show it.
  @Header('cross-origin-resource-policy', 'cross-origin')
  @ApiProduces('image/webp')
  async read(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { mime, bytes } = await this.images.read(name);
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    void reply.header('etag', `"${name}"`).type(mime);
    return bytes;
  }
}
