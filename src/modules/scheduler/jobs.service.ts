import { BeforeApplicationShutdown, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import type { Runner } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { poolOf } from '../../database/data-source.js';
import { startJobRunner } from '../../jobs/job-runner.js';
import { AccountMailService } from '../../account-mail/account-mail.service.js';
import { MessagesService } from '../messages/messages.service.js';
import { type AccountLetter, AccountLettersService } from '../users/account-letters.service.js';
import { OneAtATime } from '../users/one-at-a-time.js';
import { RunKeeper } from './run-keeper.js';

/** Takes the jobs of this service as they come. A job about a run only wakes the keeper and is done. */
@Injectable()
export class JobsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private runner: Runner | undefined;
  /** Of two links for one account the newer one works: its mail must not be the first to arrive. */
  private readonly linkMails = new OneAtATime();

  constructor(
    private readonly dataSource: DataSource,
    private readonly keeper: RunKeeper,
    private readonly mails: AccountMailService,
    private readonly messages: MessagesService,
    private readonly letters: AccountLettersService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const wakeKeeper = async ({ runId }: { runId: string }) => void this.keeper.tend(runId);
    const sendIfAny = async (letter: AccountLetter | null) => {
      if (letter) await this.mails.sendAccountMail(letter);
    };
    this.runner = await startJobRunner(poolOf(this.dataSource), {
      open_run: wakeKeeper,
      work_on_run: ({ runId }) => this.keeper.wake(runId),
      sweep_run: wakeKeeper,
      send_account_mail: (mail) => this.mails.sendAccountMail(mail),
      mail_account_link: (link) =>
        this.linkMails.run(link.userId, async () => sendIfAny(await this.letters.withLink(link))),
      mail_taken_address: async ({ email }) => sendIfAny(await this.letters.forTakenAddress(email)),
      mail_forgotten_password: ({ email }) =>
        this.linkMails.run(email.toLowerCase(), async () =>
          sendIfAny(await this.letters.forForgottenPassword(email)),
        ),
      send_test_mail: async ({ messageId, to }) => {
        const letter = await this.messages.renderSample(messageId);
        if (letter) await this.mails.sendTest({ to, ...letter });
      },
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
  }
}
