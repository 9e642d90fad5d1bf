import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, SignedIn } from '../../http/access.decorators.js';
import { MeResponse, toMeResponse } from './dto/me.response.js';
import { UpdateMeDto } from './dto/update-me.dto.js';
import { RegistrationService } from './registration.service.js';
import { RequestLimits } from './request-limits.js';
import { UsersService } from './users.service.js';

@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(
    private readonly users: UsersService,
    private readonly registration: RegistrationService,
    private readonly limits: RequestLimits,
  ) {}

  /** The own account. */
  @Get()
  @SignedIn()
  async read(@CurrentUser() actor: Actor): Promise<MeResponse> {
    return toMeResponse(await this.users.get(actor.id), actor.permissions);
  }

  /** Changes the own account. A new `email` gets a mail, and is used once that is confirmed. */
  @Patch()
  @SignedIn()
  async change(@CurrentUser() actor: Actor, @Body() { email, ...profile }: UpdateMeDto): Promise<MeResponse> {
    if (email !== undefined) {
      await this.limits.takeForAccount('address-change', actor.id);
      await this.registration.requestAddressChange(actor.id, email);
    }
    return toMeResponse(await this.users.changeProfile(actor.id, profile), actor.permissions);
  }
}
