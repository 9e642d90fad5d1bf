// What a message's form means to the service, and what a slot button does to a text.
import type { Schemas } from '../../api/client';

export type Message = Schemas['MessageResponse'];

export const messageSorts = ['-createdAt', 'createdAt', 'subject', '-subject'] as const;
export type MessageSort = (typeof messageSorts)[number];

export interface MessageFilter {
  search?: string;
  sort?: MessageSort;
}

export const messageFields = ['subject', 'html', 'text'] as const;
export type MessageField = (typeof messageFields)[number];
export type MessageForm = Record<MessageField, string>;

export const plainSlots = ['fullName', 'email', 'phone', 'operatorCode', 'unsubscribeUrl'] as const;

export function formOf(message: Message | null): MessageForm {
  return { subject: message?.subject ?? '', html: message?.html ?? '', text: message?.text ?? '' };
}

/** A blank body is none. */
export function bodyOfForm({ subject, html, text }: MessageForm): Schemas['CreateMessageDto'] {
  return { subject: subject.trim(), html: html.trim() ? html : null, text: text.trim() ? text : null };
}

/** Only what differs: what another tab changed meanwhile stays. */
export function changesOf(before: MessageForm, after: MessageForm): Schemas['UpdateMessageDto'] {
  const next = bodyOfForm(after);
  const changed = messageFields.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, next[name]]));
}

export function isBlank(form: MessageForm): boolean {
  return messageFields.every((name) => form[name].trim() === '');
}

export function isSame(one: MessageForm, other: MessageForm): boolean {
  return messageFields.every((name) => one[name] === other[name]);
}

/** The text with the slot in place of what was chosen, and where the cursor then stands. */
export function withSlot(
  text: string,
  slot: string,
  [start, end]: readonly [number, number],
): { text: string; cursor: number } {
  const written = `{{${slot}}}`;
  return { text: text.slice(0, start) + written + text.slice(end), cursor: start + written.length };
}
