// Slots in messages, filled for each client: {{fullName}}, {{fullName | friend}}, {{attributes.city}}.
import { cutToBytes } from './safe-text.js';

export type TemplateErrorCode = 'TEMPLATE_UNKNOWN_FIELD' | 'TEMPLATE_SYNTAX';

export class TemplateError extends Error {
  constructor(
    readonly code: TemplateErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'TemplateError';
  }
}

export const plainSlots = ['fullName', 'email', 'phone', 'operatorCode', 'unsubscribeUrl'] as const;

/** A place to fill: the slot's name and what stands there for a client without a value. */
export interface Slot {
  slot: string;
  fallback: string;
}

/** A piece of a template: text as it is, or a slot. */
export type Part = string | Slot;

/** What one value may add to a letter, in bytes of UTF-8. */
const longestValueBytes = 64 * 1024;

const attributePrefix = 'attributes.';
const attributeName = /^[\p{L}\p{M}\p{N}_-]{1,64}$/u;
/** Looks like the name of a field, so that the answer can say which field is not there. */
const anyName = /^[\p{L}\p{M}\p{N}_.-]+$/u;
/** Names that every object has; a client's attribute has none of them. */
const inheritedNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** True for a name that a client's attribute may have: letters of any script, digits, `_` and `-`, 64 at most. */
export function isAttributeName(name: string): boolean {
  return attributeName.test(name) && !inheritedNames.includes(name);
}

/** True for a name that a template may use; `attributes.city` for the client's own attribute `city`. */
export function isSlotName(name: string): boolean {
  if ((plainSlots as readonly string[]).includes(name)) return true;
  return name.startsWith(attributePrefix) && isAttributeName(name.slice(attributePrefix.length));
}

/** Cuts a template into its parts. There is no logic in templates: no conditions, loops or expressions. */
export function parseTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let position = 0;
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', position)) {
    const close = text.indexOf('}}', open + 2);
    if (close === -1)
      throw new TemplateError('TEMPLATE_SYNTAX', 'a slot is opened with {{ and not closed with }}');
    if (open > position) parts.push(text.slice(position, open));
    parts.push(parseSlot(text.slice(open + 2, close)));
    position = close + 2;
  }
  if (position < text.length) parts.push(text.slice(position));
  return parts;
}

function parseSlot(content: string): Slot {
  const bar = content.indexOf('|');
  const slot = (bar === -1 ? content : content.slice(0, bar)).trim();
  const fallback = bar === -1 ? '' : content.slice(bar + 1).trim();
  const shown = cutToBytes(slot, 80);
  if (!anyName.test(slot) || fallback.includes('{{')) {
    throw new TemplateError(
      'TEMPLATE_SYNTAX',
      `{{${shown}}} is not a slot; write {{fullName}} or {{fullName | friend}}`,
    );
  }
  if (!isSlotName(slot)) throw new TemplateError('TEMPLATE_UNKNOWN_FIELD', `there is no field "${shown}"`);
  return { slot, fallback };
}

/** The names of all slots in the texts, each once. Throws `TemplateError`. */
export function slotsOf(...texts: readonly string[]): string[] {
  const slots = texts.flatMap(parseTemplate).filter((part) => typeof part !== 'string');
  return [...new Set(slots.map((part) => part.slot))];
}

/**
 * Fills the slots. `escape` makes a value fit the place it goes to: `escapeHtml`, `escapeHeader`, or nothing for
 * plain text. It is applied to fallbacks too, which are plain text wherever they stand.
 */
export function fillTemplate(
  parts: readonly Part[],
  values: Readonly<Record<string, string | null | undefined>>,
  escape: (value: string) => string = (value) => value,
): string {
  let filled = '';
  for (const part of parts) filled += typeof part === 'string' ? part : escape(valueOf(part, values));
  return filled;
}

function valueOf(
  { slot, fallback }: Slot,
  values: Readonly<Record<string, string | null | undefined>>,
): string {
  const value = Object.hasOwn(values, slot) ? values[slot] : null;
  if (typeof value !== 'string' || value.trim() === '') return fallback;
  return cutToBytes(value, longestValueBytes);
}

const htmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, between tags or within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => htmlEntities[character]!);
}
