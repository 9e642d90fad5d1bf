import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '../../config/app-config.js';
import { ApiKeysModule } from '../api-keys/api-keys.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokens, tokenKeyOf } from './access-tokens.js';
import { AccountPagesController } from './account-pages.controller.js';
import { AccountsController } from './accounts.controller.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { JwtStrategy } from './jwt.strategy.js';
import { LoginLimits } from './login-limits.js';
import { PasswordsService } from './passwords.service.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshToken } from './refresh-token.entity.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

/** Log-in, sessions and access tokens, and the accounts' own doings. `JwtGuard` is bound in app.module.ts, as the first of the global guards. */
@Module({
  imports: [
    UsersModule,
    ApiKeysModule,
    TypeOrmModule.forFeature([Session, RefreshToken]),
    PassportModule,
    JwtModule.registerAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => {
        const key = tokenKeyOf(config);
        return { secretOrKeyProvider: () => key };
      },
    }),
  ],
  controllers: [AuthController, AccountsController, SessionsController, AccountPagesController],
  providers: [
    AuthService,
    PasswordsService,
    SessionsService,
    SessionsRepository,
    RefreshCookie,
    AccessTokens,
    JwtStrategy,
    LoginLimits,
  ],
})
export class AuthModule {}
