import { Command } from 'nest-commander';
import { CreateAccountCommand } from './create-account.js';

@Command({ name: 'create-user', aliases: ['cu'], description: 'creates an active user' })
export class CreateUserCommand extends CreateAccountCommand {
  protected readonly role = 'user';
  protected readonly sample = 'uma@example.com';
}
