import { Command, Help } from 'nest-commander';
import { SenderHealthModule } from '../modules/sender-health/sender-health.module.js';
import { SenderHealthService } from '../modules/sender-health/sender-health.service.js';
import { ServiceCommand } from './service-command.js';

@Command({
  name: 'check-sender',
  description: 'says what the DNS lacks for the mails to arrive at Gmail, Yahoo and Microsoft',
})
export class CheckSenderCommand extends ServiceCommand {
  async run(): Promise<void> {
    await this.withServices([SenderHealthModule], async (get) => {
      const { summary, checks } = await get(SenderHealthService).read('en');
      for (const { name, status, found, advice } of checks) {
        this.say(`${status.padEnd(7)}  ${name}: ${advice.text}`);
        if (found !== null) this.say(`         found: ${found}`);
        if (advice.dns) this.say(`         ${advice.dns.type} ${advice.dns.name} "${advice.dns.value}"`);
      }
      this.say(summary);
    });
  }

  @Help('after')
  examples(): string {
    return `
Example:
  npm run cli -- check-sender      asks the DNS about MAIL_FROM, BOUNCE_DOMAIN, the DKIM key and the mail server`;
  }
}
