import { slotsOf } from '../../domain/personalization.js';
import type { MessageFields } from './message-rules.js';

/** A link belongs to a mailing, and a message that is only looked at has none. */
export const exampleUnsubscribeUrl = 'https://example.com/unsubscribe';

const exampleClient: Readonly<Record<string, string>> = {
  fullName: 'Anna Petrova',
  email: 'anna@example.com',
  phone: '79161234567',
  operatorCode: '916',
  unsubscribeUrl: exampleUnsubscribeUrl,
};

/** Values for looking at a message without a client; an attribute shows its own name, since its values are anybody's. */
export function exampleValuesFor({ subject, html, text }: MessageFields): Record<string, string> {
  const attributes = slotsOf(subject, html ?? '', text ?? '').filter((slot) =>
    slot.startsWith('attributes.'),
  );
  return {
    ...exampleClient,
    ...Object.fromEntries(attributes.map((slot) => [slot, `[${slot.slice('attributes.'.length)}]`])),
  };
}
