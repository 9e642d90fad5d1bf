export class InboxMailResponse {
  id: string;
  from: string;
  to: string;
  subject: string;
  receivedAt: Date;
}

export class InboxPageResponse {
  items: InboxMailResponse[];
  nextCursor: string | null;
  total?: number;
}

export class MailHeaderResponse {
  name: string;
  value: string;
}

export class OpenedMailResponse extends InboxMailResponse {
  headers: MailHeaderResponse[];
  html: string | null;
  text: string | null;
  /** The mail as it came, read as UTF-8. */
  raw: string;
}
