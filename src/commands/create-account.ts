// What the commands that create an account share: their options, their examples and what they do.
import { Help, Option } from 'nest-commander';
import { loadConfig } from '../config/app-config.js';
import type { Role } from '../domain/access-policy.js';
import { EmailAddressError, parseEmailAddress } from '../domain/email-address.js';
import { faultOfNewPassword } from '../domain/password-rules.js';
import { UsersModule } from '../modules/users/users.module.js';
import { UsersService } from '../modules/users/users.service.js';
import { promptForPassword, readPasswordFromStdin } from './read-password.js';
import { ServiceCommand } from './service-command.js';
import { UsageError } from './usage-error.js';

export interface AccountOptions {
  email?: string;
  passwordStdin?: boolean;
}

/** An account for trying the service out, with a password that everybody knows. */
export interface TrialAccount {
  email: string;
  password: string;
}

export abstract class CreateAccountCommand extends ServiceCommand {
  protected abstract readonly role: Role;
  /** Created when the command is called without options. */
  protected readonly trial: TrialAccount | null = null;
  /** The address that the examples show. */
  protected abstract readonly sample: string;

  @Option({ flags: '--email <address>', description: 'address of the account' })
  readEmail(text: string): string {
    return addressOf(text);
  }

  @Option({
    flags: '--password-stdin',
    description: 'read the password from stdin instead of asking on the terminal',
  })
  readPasswordFlag(): boolean {
    return true;
  }

  @Help('after')
  examples(): string {
    const call = `npm run cli -- ${this.command.name()}`;
    const explained: [call: string, meaning: string][] = [
      [`${call} --email ${this.sample}`, 'asks for the password'],
    ];
    if (this.trial) {
      const { email, password } = this.trial;
      explained.push([call, `${email} with password ${password}, for trying out`]);
    }
    const width = Math.max(...explained.map(([line]) => line.length));
    return [
      '\nExamples:',
      `  echo 'a long password' | ${call} --email ${this.sample} --password-stdin`,
      ...explained.map(([line, meaning]) => `  ${line.padEnd(width)}   ${meaning}`),
    ].join('\n');
  }

  async run(_arguments: string[], { email, passwordStdin = false }: AccountOptions = {}): Promise<void> {
    if (email !== undefined) {
      const password = passwordStdin ? await readPasswordFromStdin() : await promptForPassword();
      const fault = faultOfNewPassword(password);
      if (fault) throw new UsageError(`the password ${fault}`);
      if (UsersService.isCommonPassword(password)) {
        throw new UsageError('the password is one of those that are guessed first');
      }
      await this.create({ email, password });
    } else if (this.trial && !passwordStdin) {
      await this.createTrial(this.trial);
    } else {
      throw new UsageError(`--email is missing; see ${this.command.name()} --help`);
    }
  }

  private async createTrial(trial: TrialAccount): Promise<void> {
    const config = loadConfig();
    if (config.isProduction) {
      throw new Error(
        `In production there is no account with a well-known password: give --email and --password-stdin`,
      );
    }
    const isNew = await this.create(trial);
    if (!isNew) return;
    this.warn(
      [
        '',
        '  !!!  THIS ACCOUNT IS FOR TRYING OUT ONLY  !!!',
        `  Everybody can guess its password: ${trial.email} / ${trial.password}`,
        '  Never leave it in a service that others can reach.',
        '',
      ].join('\n'),
    );
  }

  /** Answers whether the account is new. */
  private create(account: { email: string; password: string }): Promise<boolean> {
    return this.withServices([UsersModule], async (get) => {
      const { user, isNew } = await get(UsersService).ensureActive({ ...account, role: this.role });
      const name = `${user.email} (${user.role})`;
      if (isNew) this.say(`Created ${name}.`);
      else if (user.role === this.role) this.say(`${name} already exists; nothing was changed.`);
      else throw new Error(`${name} already exists with another role; nothing was changed`);
      return isNew;
    });
  }
}

/** The address of `--email`, in the form in which it is stored; throws UsageError. */
function addressOf(text: string): string {
  try {
    return parseEmailAddress(text).address;
  } catch (fault) {
    if (fault instanceof EmailAddressError) throw new UsageError(`--email: ${fault.message}`);
    throw fault;
  }
}
