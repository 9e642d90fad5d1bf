import { Command } from 'nest-commander';
import { CreateAccountCommand } from './create-account.js';

@Command({ name: 'create-admin', aliases: ['createadmin', 'csu'], description: 'creates an active admin' })
export class CreateAdminCommand extends CreateAccountCommand {
  protected readonly role = 'admin';
  protected readonly sample = 'anna@example.com';
  protected override readonly trial = { email: 'admin@mailing.com', password: '1' };
}
