import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, InPerson } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyPageResponse, CreatedApiKeyResponse, toApiKeyResponse } from './dto/api-key.response.js';
import { CreateApiKeyDto } from './dto/create-api-key.dto.js';

@ApiTags('me')
@Controller('me/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  /** The own API keys, newest first; the keys themselves are not shown again. */
  @Get()
  @InPerson()
  async list(@CurrentUser() actor: Actor, @Query() query: PageQuery): Promise<ApiKeyPageResponse> {
    return mapPage(await this.keys.list(actor, query), toApiKeyResponse);
  }

  /** A key for programs, sent as `Authorization: Bearer pl_...`. It is shown in this answer alone. */
  @Post()
  @InPerson()
  async create(@CurrentUser() actor: Actor, @Body() body: CreateApiKeyDto): Promise<CreatedApiKeyResponse> {
    const { apiKey, key } = await this.keys.create(actor, body);
    return { ...toApiKeyResponse(apiKey), key };
  }

  /** The key is refused from the next request on. */
  @Delete(':id')
  @HttpCode(204)
  @InPerson()
  revoke(@CurrentUser() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
