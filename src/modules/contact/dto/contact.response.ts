import type { Contact } from '../contact.entity.js';

/** What the sender is told. */
export class ContactTakenResponse {
  id: string;
  message: string;
}

export class ContactResponse {
  id: string;
  name: string;
  message: string;
  email: string | null;
  phone: string | null;
  createdAt: Date;
}

export class ContactPageResponse {
  items: ContactResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toContactTakenResponse({ id, name }: Contact): ContactTakenResponse {
  return { id, message: `Спасибо, ${name}! Мы получили ваше сообщение и скоро ответим.` };
}

export function toContactResponse({ id, name, message, email, phone, createdAt }: Contact): ContactResponse {
  return { id, name, message, email, phone, createdAt };
}
