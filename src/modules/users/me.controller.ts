import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, SignedIn } from '../../http/access.decorators.js';
import { MeResponse, toMeResponse } from './dto/me.response.js';
import { UpdateMeDto } from './dto/update-me.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(private readonly users: UsersService) {}

  /** The own account. */
  @Get()
  @SignedIn()
  async read(@CurrentUser() actor: Actor): Promise<MeResponse> {
    return toMeResponse(await this.users.get(actor.id), actor.permissions);
  }

  /** Changes the own account. */
  @Patch()
  @SignedIn()
  async change(@CurrentUser() actor: Actor, @Body() body: UpdateMeDto): Promise<MeResponse> {
    return toMeResponse(await this.users.changeProfile(actor.id, body), actor.permissions);
  }
}
