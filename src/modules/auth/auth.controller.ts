import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../http/access.decorators.js';
import { toMeResponse } from '../users/dto/me.response.js';
import { actorOf } from '../users/users.service.js';
import { accessTokenLifetime } from './access-tokens.js';
import { AuthService } from './auth.service.js';
import { LoginDto } from './dto/login.dto.js';
import { LoginResponse } from './dto/login.response.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  /** An access token for ten minutes. */
  @Post('login')
  @HttpCode(200)
  @Public()
  async login(@Body() body: LoginDto, @Ip() ip: string): Promise<LoginResponse> {
    const { accessToken, user } = await this.auth.login({ ...body, ip });
    const { permissions } = actorOf(user);
    return { accessToken, expiresIn: accessTokenLifetime, user: toMeResponse(user, permissions) };
  }
}
