import { Command, Help } from 'nest-commander';
import { OnDemandService, RunOutcome } from '../modules/scheduler/on-demand.service.js';
import { SenderModule } from '../modules/scheduler/sender.module.js';
import { ServiceCommand } from './service-command.js';
import { UsageError } from './usage-error.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Command({
  name: 'send-mailing',
  aliases: ['sendmail', 'send_mailing', 'send__mailing'],
  arguments: '<id>',
  description: 'runs one mailing now, waits, and prints the counts',
})
export class SendMailingCommand extends ServiceCommand {
  async run([id]: string[]): Promise<void> {
    if (!id || !uuid.test(id)) throw new UsageError(`"${id}" is no id of a mailing (a UUID)`);
    await this.withServices([SenderModule], async (get) => {
      const outcome = await get(OnDemandService).sendMailing(id.toLowerCase(), (now) =>
        this.showProgress(now),
      );
      if (process.stderr.isTTY) process.stderr.write('\n');
      this.say(describeOutcome(outcome));
    });
  }

  private showProgress({ total, pending }: RunOutcome): void {
    if (process.stderr.isTTY) process.stderr.write(`\r${total - pending} of ${total} settled`);
  }

  @Help('after')
  examples(): string {
    return `
Examples:
  npm run cli -- send-mailing 019a9c1e-7d5a-7c3e-9f5b-2f0c8e1d4a6b
  npm run cli -- sendmail 019a9c1e-7d5a-7c3e-9f5b-2f0c8e1d4a6b`;
  }
}

/** One line with the counts of a run. */
export function describeOutcome({ mailingId, total, sent, failed, uncertain, pending }: RunOutcome): string {
  const waiting = pending > 0 ? `, waiting for a retry: ${pending} (the service goes on with them)` : '';
  return `mailing ${mailingId}: total: ${total}, sent: ${sent}, failed: ${failed}, uncertain: ${uncertain}${waiting}`;
}
