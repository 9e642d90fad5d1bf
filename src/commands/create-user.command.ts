import { Command, Help, Option } from 'nest-commander';
import { CreateAccountCommand, emailOption, passwordOption, readEmail } from './create-account.js';

@Command({ name: 'create-user', aliases: ['cu'], description: 'creates an active user' })
export class CreateUserCommand extends CreateAccountCommand {
  protected readonly role = 'user';

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
  echo 'a long password' | npm run cli -- create-user --email uma@example.com --password-stdin
  npm run cli -- cu --email uma@example.com                 asks for the password`;
  }
}
