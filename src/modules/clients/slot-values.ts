import type { Client } from './client.entity.js';

/** What fills a message's slots for this client, by slot name; what the client lacks is left to the fallbacks. */
export function slotValuesOf(
  client: Pick<Client, 'fullName' | 'email' | 'phone' | 'operatorCode' | 'attributes'>,
): Record<string, string> {
  const { fullName, email, phone, operatorCode, attributes } = client;
  const values: Record<string, unknown> = { fullName, email, phone, operatorCode };
  for (const [name, value] of Object.entries(attributes)) values[`attributes.${name}`] = value;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== '')
      .map(([slot, value]) => [slot, String(value)]),
  );
}
