// What a message's fields come to, and the rule that there must be something to read.
import { DomainError } from '../../domain/errors.js';
import type { Message } from './message.entity.js';

export type MessageFields = Pick<Message, 'subject' | 'html' | 'text'>;

/** The fields as they come from outside, already checked one by one; null is the same as not given. */
export interface GivenFields {
  subject: string;
  html?: string | null;
  text?: string | null;
}

/** @throws DomainError when there is neither html nor text */
export function newMessage({ subject, html = null, text = null }: GivenFields): MessageFields {
  if (html !== null || text !== null) return { subject, html, text };
  const message = 'html or text is required';
  throw new DomainError('request.invalid', message, {
    errors: ['html', 'text'].map((field) => ({ field, code: 'body_required', message })),
  });
}

/**
 * A stored message after a change: what is left out stays, null clears.
 * @throws DomainError when neither html nor text would be left
 */
export function changedMessage(stored: MessageFields, given: Partial<GivenFields>): MessageFields {
  const { subject = stored.subject, html = stored.html, text = stored.text } = given;
  return newMessage({ subject, html, text });
}
