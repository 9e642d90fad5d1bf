// What goes in and out otherwise than as JSON, for the OpenAPI document: tables, pictures, pages, mails, events.
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Content = Record<string, { schema: object; example?: string }>;

const anyText = { type: 'string' };
const anyBytes = { type: 'string', format: 'binary' };
const aTable =
  'email,phone,fullName,comment,operatorCode,tags,timezone\r\nanna@example.com,,Анна Петрова,,,Бизнес,\r\n';
const page: Content = {
  'text/html': { schema: anyText, example: '<!doctype html><title>Postledger</title>' },
};
const table = (example: string): Content => ({ 'text/csv': { schema: anyText, example } });

/** By operation, below the prefix. */
const answers: Record<string, Content> = {
  'GET /metrics': {
    'text/plain': { schema: anyText, example: 'postledger_deliveries{status="pending"} 0\n' },
  },
  'GET /clients/export': table(aTable),
  'GET /clients/imports/{id}/rejected': table(
    'email,fullName,reason\r\nanna@,Анна Петрова,email: must be an email address\r\n',
  ),
  'GET /attempts/export': table(
    'at,status,code,reply\r\n2030-03-14T09:30:00.000Z,success,250,250 2.0.0 Ok: queued as 4bRk2T\r\n',
  ),
  'GET /mailings/{id}/events': {
    'text/event-stream': {
      schema: anyText,
      example: 'event: progress\ndata: {"counts":{"total":200,"sent":140},"rate":20}\n\n',
    },
  },
  'GET /messages/{id}/attachments/{attachmentId}': { 'application/octet-stream': { schema: anyBytes } },
  'GET /media/{name}': { 'image/webp': { schema: anyBytes } },
  'GET /posts/feed.xml': {
    'application/rss+xml': { schema: anyText, example: '<rss version="2.0"><channel/></rss>' },
  },
  'GET /unsubscribe/{token}': page,
  'POST /unsubscribe/{token}': page,
};

const bodies: Record<string, { required: boolean; content: Content }> = {
  'POST /unsubscribe/{token}': {
    required: false,
    content: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: { 'List-Unsubscribe': anyText } },
        example: 'List-Unsubscribe=One-Click',
      },
    },
  },
  'POST /bounces': {
    required: true,
    content: {
      'message/rfc822': {
        schema: anyText,
        example: 'From: MAILER-DAEMON@example.com\r\nSubject: Undelivered\r\n\r\n550 5.1.1 no such user\r\n',
      },
    },
  },
};

export function addOtherMedia(operation: Operation, name: string): void {
  const content = answers[name];
  if (content) {
    const { description = '' } = operation.responses['200'] as { description?: string };
    operation.responses['200'] = { description, content };
  }
  if (bodies[name]) operation.requestBody = bodies[name];
}

export function meaningOfSuccess(status: number): string {
  switch (status) {
    case 201:
      return 'Made';
    case 202:
      return 'Taken; it happens in a moment';
    case 204:
      return 'Done; there is nothing to tell';
    default:
      return 'What was asked for';
  }
}
