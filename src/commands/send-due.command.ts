import { Command, Help } from 'nest-commander';
import { OnDemandService } from '../modules/scheduler/on-demand.service.js';
import { SenderModule } from '../modules/scheduler/sender.module.js';
import { describeOutcome } from './send-mailing.command.js';
import { ServiceCommand } from './service-command.js';

@Command({
  name: 'send-due',
  aliases: ['sending_mail_command'],
  description: 'fires all that is due, once; safe beside a running service',
})
export class SendDueCommand extends ServiceCommand {
  async run(): Promise<void> {
    await this.withServices([SenderModule], async (get) => {
      const outcomes = await get(OnDemandService).sendDue();
      for (const outcome of outcomes) this.say(describeOutcome(outcome));
      if (outcomes.length === 0) this.say('Nothing is due.');
    });
  }

  @Help('after')
  examples(): string {
    return `
Example:
  * * * * * cd /srv/postledger && npm run cli -- send-due     in a crontab, with SCHEDULER_ENABLED=false`;
  }
}
