import { Injectable } from '@nestjs/common';
import { MailerService } from '@nestjs-modules/mailer';
import { AppConfig } from '../config/app-config.js';
import { parseEmailAddress } from '../domain/email-address.js';
import { escapeHeader } from '../domain/header-text.js';
import { accountMailTemplate } from './account-mail-adapter.js';
import type { AccountMailContext } from './account-mail-template.js';
import { type AccountMailKind, accountMailKinds, type MailLanguage } from './account-mail-texts.js';
import { contactMailOf } from './contact-mail.js';
import { dailyReportOf } from './daily-report-mail.js';

export interface AccountMail {
  /** One of `accountMailKinds`, or `contact` (contact-mail.ts), or `daily_report` (daily-report-mail.ts). */
  kind: string;
  to: string;
  /** Where answers go; for the contact form only. */
  replyTo?: string;
  language: MailLanguage;
  /** `url`: where the mail's link leads, complete with its token. Others are passed over. */
  values: Readonly<Record<string, string>>;
  /** The same at each try, so that a mail sent twice is seen as one: `<local@domain>`. */
  messageId?: string;
}

export interface TestMail {
  to: string;
  subject: string;
  html?: string | null;
  text?: string | null;
  /** Names and types must be clean: see domain/attached-file. */
  files?: readonly { name: string; type: string; bytes: Buffer }[];
  messageId?: string;
}

/** RFC 3834 section 5: no auto-responder answers it. */
const automatic = { 'Auto-Submitted': 'auto-generated' };

/**
 * Sends single mails through the relay. Each rejects with an `Error` in plain words when the mail is not surely taken:
 * the relay is away, refuses, or does not finish in time.
 */
@Injectable()
export class AccountMailService {
  constructor(
    private readonly mailer: MailerService,
    private readonly config: AppConfig,
  ) {}

  async sendAccountMail({ kind, to, replyTo, language, values, messageId }: AccountMail): Promise<void> {
    if (kind === 'contact') {
      await this.mailer.sendMail({ ...this.envelopeFor(to, messageId), ...contactMailOf(values, replyTo) });
      return;
    }
    if (kind === 'daily_report') {
      const report = dailyReportOf(language, values);
      await this.mailer.sendMail({ ...this.envelopeFor(to, messageId), ...report, headers: automatic });
      return;
    }
    if (!isAccountMailKind(kind)) throw new Error(`there is no account mail of the kind "${kind}"`);
    const context: AccountMailContext = { kind, language, url: values['url'] ?? '' };
    await this.mailer.sendMail({
      ...this.envelopeFor(to, messageId),
      template: accountMailTemplate,
      context: { ...context },
      headers: automatic,
    });
  }

  /** One message as it stands, to one address. */
  async sendTest({ to, subject, html, text, files = [], messageId }: TestMail): Promise<void> {
    await this.mailer.sendMail({
      ...this.envelopeFor(to, messageId),
      subject: escapeHeader(subject),
      html: html ?? undefined,
      text: text ?? undefined,
      attachments: files.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: bytes,
        contentDisposition: 'attachment',
      })),
    });
  }

  /** Addresses as objects only: nodemailer takes a text apart, and would follow a second recipient in it. */
  private envelopeFor(to: string, messageId: string | undefined) {
    const { address } = parseEmailAddress(to);
    if (messageId !== undefined && !/^<[\w!#$%&'*+/=?^`{|}~.-]+@[\w.-]+>$/.test(messageId)) {
      throw new Error('a Message-ID looks like <local@domain>');
    }
    const { name, address: sender } = this.config.mail.from;
    return {
      from: { name: escapeHeader(name), address: sender },
      to: { name: '', address },
      envelope: { from: sender, to: [address] },
      ...(messageId === undefined ? {} : { messageId }),
    };
  }
}

function isAccountMailKind(kind: string): kind is AccountMailKind {
  return (accountMailKinds as readonly string[]).includes(kind);
}
