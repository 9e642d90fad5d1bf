// The template adapter of the mailer: `template: 'account-mail'` with the mail's context.
import type { TemplateAdapter } from '@nestjs-modules/mailer';
import { type AccountMailContext, renderAccountMail } from './account-mail-template.js';

/** The name under which `sendMail` asks for our templates. */
export const accountMailTemplate = 'account-mail';

interface ComposedMail {
  data: { template?: string; context?: object; subject?: string; text?: string; html?: string };
}

export class AccountMailAdapter implements TemplateAdapter {
  compile({ data }: ComposedMail, callback: (error?: unknown) => void): void {
    if (data.template !== accountMailTemplate) return callback();
    try {
      Object.assign(data, renderAccountMail(data.context as AccountMailContext));
    } catch (fault) {
      return callback(fault);
    }
    callback();
  }
}
