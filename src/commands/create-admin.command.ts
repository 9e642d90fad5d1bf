import { Command, Help, Option } from 'nest-commander';
import { CreateAccountCommand, emailOption, passwordOption, readEmail } from './create-account.js';

@Command({ name: 'create-admin', aliases: ['createadmin', 'csu'], description: 'creates an active admin' })
export class CreateAdminCommand extends CreateAccountCommand {
  protected readonly role = 'admin';
  protected override readonly trial = { email: 'admin@mailing.com', password: '1' };

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
  echo 'a long password' | npm run cli -- create-admin --email anna@example.com --password-stdin
  npm run cli -- create-admin --email anna@example.com      asks for the password
  npm run cli -- csu                                        admin@mailing.com with password 1, for trying out`;
  }
}
