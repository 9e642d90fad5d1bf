// The cookie that carries the refresh token: for the routes of `/auth` alone, and out of reach of scripts.
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import type { Session } from './session.entity.js';

const cookieName = 'refresh_token';

@Injectable()
export class RefreshCookie {
  private readonly attributes;

  constructor(config: AppConfig) {
    this.attributes = {
      path: '/api/v1/auth',
      httpOnly: true,
      secure: config.http.isHttps,
      sameSite: 'strict' as const,
    };
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[cookieName] || undefined;
  }

  set(reply: FastifyReply, refreshToken: string, { expiresAt }: Session): void {
    const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
    void reply.setCookie(cookieName, refreshToken, { ...this.attributes, maxAge });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(cookieName, this.attributes);
  }
}
