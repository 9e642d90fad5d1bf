// What the contact form brings, as a mail to whoever answers it. Plain text only: these are a stranger's words.
import { parseEmailAddress } from '../domain/email-address.js';
import { escapeHeader } from '../domain/header-text.js';

export interface ContactMail {
  subject: string;
  text: string;
  /** Where the sender wants the answer; absent where they left only a phone. */
  replyTo?: { name: string; address: string };
}

/** `values`: `name`, `message`, and `email` or `phone`. Throws where `replyTo` is no single address. */
export function contactMailOf(values: Readonly<Record<string, string>>, replyTo?: string): ContactMail {
  const { name = '', message = '', email = '', phone = '' } = values;
  const lines = [
    `Имя: ${escapeHeader(name)}`,
    ...(email ? [`Почта: ${escapeHeader(email)}`] : []),
    ...(phone ? [`Телефон: ${escapeHeader(phone)}`] : []),
    '',
    message,
    '',
  ];
  return {
    subject: `Сообщение с сайта: ${escapeHeader(name)}`,
    text: lines.join('\n'),
    // An object: nodemailer takes a text apart, and would follow a second address in it.
    ...(replyTo === undefined
      ? {}
      : { replyTo: { name: escapeHeader(name), address: parseEmailAddress(replyTo).address } }),
  };
}
