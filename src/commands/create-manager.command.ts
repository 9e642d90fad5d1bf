import { Command } from 'nest-commander';
import { CreateAccountCommand } from './create-account.js';

@Command({ name: 'create-manager', aliases: ['cm'], description: 'creates an active manager' })
export class CreateManagerCommand extends CreateAccountCommand {
  protected readonly role = 'manager';
  protected readonly sample = 'max@example.com';
  protected override readonly trial = { email: 'moder@mailing.com', password: '1' };
}
