// The table of contents: everything the service is made of, for the API, the worker and the command line alike.
import { DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CacheModule } from './cache/cache.module.js';
import { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DevInboxModule } from './dev-inbox/dev-inbox.module.js';
import { AccessGuard } from './http/access.guard.js';
import { HttpModule } from './http/http.module.js';
import { QueryGuard } from './http/query.guard.js';
import { ACCESS_GUARDS } from './http/while-allowed.interceptor.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ApiKeysModule } from './modules/api-keys/api-keys.module.js';
import { AttemptsModule } from './modules/attempts/attempts.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { AuthModule } from './modules/auth/auth.module.js';
import { JwtGuard } from './modules/auth/jwt.guard.js';
import { BlogModule } from './modules/blog/blog.module.js';
import { BouncesModule } from './modules/bounces/bounces.module.js';
import { ClientsModule } from './modules/clients/clients.module.js';
import { ContactModule } from './modules/contact/contact.module.js';
import { GroupsModule } from './modules/groups/groups.module.js';
import { ImportsModule } from './modules/imports/imports.module.js';
import { MailingsModule } from './modules/mailings/mailings.module.js';
import { MediaModule } from './modules/media/media.module.js';
import { MessagesModule } from './modules/messages/messages.module.js';
import { SenderHealthModule } from './modules/sender-health/sender-health.module.js';
import { StatsModule } from './modules/stats/stats.module.js';
import { SuppressionsModule } from './modules/suppressions/suppressions.module.js';
import { UsersModule } from './modules/users/users.module.js';

const guards = [JwtGuard, AccessGuard, QueryGuard];

@Module({})
export class AppModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        DatabaseModule,
        CacheModule,
        JobsModule,
        MetricsModule,
        HttpModule,
        DevInboxModule.forRoot(config),
        AuditModule,
        AuthModule,
        UsersModule,
        GroupsModule,
        ApiKeysModule,
        ClientsModule,
        ImportsModule,
        MessagesModule,
        MailingsModule,
        AttemptsModule,
        MediaModule,
        BlogModule,
        StatsModule,
        ContactModule,
        SuppressionsModule,
        BouncesModule,
        SenderHealthModule,
      ],
      // In this order: who asks, whether they may, whether the question is one the handler knows.
      providers: [
        ...guards,
        ...guards.map((guard) => ({ provide: APP_GUARD, useExisting: guard })),
        { provide: ACCESS_GUARDS, inject: [JwtGuard, AccessGuard], useFactory: (...both: unknown[]) => both },
      ],
    };
  }
}
