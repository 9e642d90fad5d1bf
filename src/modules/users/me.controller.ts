import { Body, Controller, Delete, Get, HttpCode, Patch, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, InPerson, SignedIn } from '../../http/access.decorators.js';
import { readUpload, TakesUpload } from '../../http/upload.js';
import { maxUploadBytes } from '../media/images.service.js';
import { AvatarsService } from './avatars.service.js';
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
    private readonly avatars: AvatarsService,
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
  @InPerson()
  async change(@CurrentUser() actor: Actor, @Body() { email, ...profile }: UpdateMeDto): Promise<MeResponse> {
    if (email !== undefined) {
      // A form that sends every field as it stands asks for no mail.
      if (email !== actor.email) await this.limits.takeForAccount('address-change', actor.id);
      await this.registration.requestAddressChange(actor.id, email);
    }
    return toMeResponse(await this.users.changeProfile(actor.id, profile), actor.permissions);
  }

  /** Sets the own picture: PNG, JPEG or WebP, at most 5 MB and 40 million pixels. It is cut to a square. */
  @Put('avatar')
  @SignedIn()
  @TakesUpload()
  async setAvatar(@CurrentUser() actor: Actor, @Req() request: FastifyRequest): Promise<MeResponse> {
    const upload = await readUpload(request, { maxBytes: maxUploadBytes });
    return toMeResponse(await this.avatars.set(actor.id, upload), actor.permissions);
  }

  /** Takes the own picture away. */
  @Delete('avatar')
  @SignedIn()
  @HttpCode(204)
  removeAvatar(@CurrentUser() actor: Actor): Promise<void> {
    return this.avatars.remove(actor.id);
  }
}
