import { Module } from '@nestjs/common';
import { CheckSenderCommand } from './check-sender.command.js';
import { CreateAdminCommand } from './create-admin.command.js';
import { CreateGroupsCommand } from './create-groups.command.js';
import { CreateManagerCommand } from './create-manager.command.js';
import { CreateUserCommand } from './create-user.command.js';
import { MigrateCommand } from './migrate.command.js';
import { SendDueCommand } from './send-due.command.js';
import { SendMailingCommand } from './send-mailing.command.js';

/** Every command, in the order of the help. */
const commands = [
  CreateAdminCommand,
  CreateManagerCommand,
  CreateUserCommand,
  CreateGroupsCommand,
  SendMailingCommand,
  SendDueCommand,
  CheckSenderCommand,
  MigrateCommand,
];

/** Holds no services: a command starts what it needs when it runs. */
@Module({ providers: commands })
export class CliModule {}
