import { Body, Controller, Headers, HttpCode, Ip, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Public } from '../../http/access.decorators.js';
import { toMeResponse } from '../users/dto/me.response.js';
import { actorOf } from '../users/users.service.js';
import { accessTokenLifetime } from './access-tokens.js';
import { AuthService, type LogIn } from './auth.service.js';
import { LoginDto } from './dto/login.dto.js';
import { LoginResponse } from './dto/login.response.js';
import { OriginGuard } from './origin.guard.js';
import { RefreshCookie } from './refresh-cookie.js';
import { SessionsService } from './sessions.service.js';

/** Coming, staying and going: an access token for ten minutes, and a cookie that gets the next one. */
@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
    private readonly cookie: RefreshCookie,
  ) {}

  /** An access token for ten minutes, and the cookie `refresh_token`. */
  @Post('login')
  @HttpCode(200)
  @Public()
  async login(
    @Body() body: LoginDto,
    @Ip() ip: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginResponse> {
    return this.answer(await this.auth.login(body, { ip, userAgent }), reply);
  }

  /** The next access token and the next cookie. */
  @Post('refresh')
  @HttpCode(200)
  @Public()
  @UseGuards(OriginGuard)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginResponse> {
    const refreshToken = this.cookie.read(request);
    if (!refreshToken) throw new DomainError('auth.session_ended');
    return this.answer(await this.auth.refresh(refreshToken), reply);
  }

  /** Ends the session of the cookie, of the access token, or of both; its access tokens end at once. */
  @Post('logout')
  @HttpCode(204)
  @Public()
  @UseGuards(OriginGuard)
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    const refreshToken = this.cookie.read(request);
    const hadToken = authorization !== undefined && (await this.auth.endByAccessToken(authorization));
    if (refreshToken) await this.sessions.endByToken(refreshToken);
    else if (!hadToken) throw new DomainError(authorization ? 'auth.token_invalid' : 'auth.token_missing');
    this.cookie.clear(reply);
  }

  private answer({ accessToken, user, session, refreshToken }: LogIn, reply: FastifyReply): LoginResponse {
    this.cookie.set(reply, refreshToken, session);
    void reply.header('cache-control', 'no-store');
    const { permissions } = actorOf(user);
    return { accessToken, expiresIn: accessTokenLifetime, user: toMeResponse(user, permissions) };
  }
}
