import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { MediaModule } from '../media/media.module.js';
import { AccountLettersService } from './account-letters.service.js';
import { AccountToken } from './account-token.entity.js';
import { AccountTokensRepository } from './account-tokens.repository.js';
import { AvatarsService } from './avatars.service.js';
import { MeController } from './me.controller.js';
import { Passwords } from './passwords.js';
import { RecoveryService } from './recovery.service.js';
import { RegistrationService } from './registration.service.js';
import { RequestLimits } from './request-limits.js';
import { UserRightsService } from './user-rights.service.js';
import { User } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersRepository } from './users.repository.js';
import { UsersService } from './users.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([User, AccountToken]), AuditModule, MediaModule],
  controllers: [UsersController, MeController],
  providers: [
    UsersService,
    UserRightsService,
    RegistrationService,
    RecoveryService,
    AccountLettersService,
    AvatarsService,
    RequestLimits,
    UsersRepository,
    AccountTokensRepository,
    Passwords,
  ],
  exports: [UsersService, RegistrationService, RecoveryService, AccountLettersService, RequestLimits],
})
export class UsersModule {}
