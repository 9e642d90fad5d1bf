import { Command, Help, Option } from 'nest-commander';
import { CreateAccountCommand, emailOption, passwordOption, readEmail } from './create-account.js';

@Command({ name: 'create-manager', aliases: ['cm'], description: 'creates an active manager' })
export class CreateManagerCommand extends CreateAccountCommand {
  protected readonly role = 'manager';
  protected override readonly trial = { email: 'moder@mailing.com', password: '1' };

  @Option(emailOption)
  readEmail(text: string): string {
    return readEmail(text);
  }

  @Option(passwordOption)
  readFlag(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  echo 'a long password' | npm run cli -- create-manager --email max@example.com --password-stdin
  npm run cli -- create-manager --email max@example.com     asks for the password
  npm run cli -- cm                                         moder@mailing.com with password 1, for trying out`;
  }
}
