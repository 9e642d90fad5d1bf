// The one message and the clients that every part of the bench sends to, made by sets.
import { onServer } from '../test/setup/database-url.js';

const paragraph =
  'Спасибо, что вы с нами. This week the shop is open longer, the coffee is new, and whoever brings a friend gets a second cup. ';

export const letter = {
  subject: 'News for {{fullName}}',
  html: `<html><body><p>Dear {{fullName}},</p>${`<p style="margin:0 0 12px">${paragraph}</p>`.repeat(12)}<p>{{attributes.city}}</p><p><a href="{{unsubscribeUrl}}">Unsubscribe</a></p></body></html>`,
  text: `Dear {{fullName}},\n\n${`${paragraph}\n\n`.repeat(4)}{{attributes.city}}\n\n{{unsubscribeUrl}}\n`,
} as const;

export interface SeededMailing {
  ownerId: string;
  mailingId: string;
  /** Milliseconds since 1970. */
  startAt: number;
}

/** An owner with so many clients, and a mailing to all of them that starts `startsInMs` from now. */
export async function seedMailing(
  url: string,
  name: string,
  count: number,
  startsInMs: number,
): Promise<SeededMailing> {
  const [owner] = await onServer<{ id: string }>(
    url,
    `INSERT INTO users (email, confirmed_at) VALUES ($1 || '@owners.example', now()) RETURNING id`,
    [name],
  );
  await onServer(
    url,
    `INSERT INTO clients (owner_id, email, full_name, attributes)
     SELECT $1, 'client-' || serial || '@' || 'provider-' || serial % 10 || '.example', 'Anna Client ' || serial,
       jsonb_build_object('city', 'City ' || serial % 100)
     FROM generate_series(1, $2) AS serial`,
    [owner!.id, count],
  );
  // As autovacuum would have done for clients that came some time ago.
  await onServer(url, `VACUUM ANALYZE clients`);
  const [mailing] = await onServer<{ id: string; startAt: Date }>(
    url,
    `WITH message AS (
       INSERT INTO messages (owner_id, subject, html, text) VALUES ($1, $2, $3, $4) RETURNING id, owner_id
     )
     INSERT INTO mailings (owner_id, message_id, channel, audience_filter, timezone, start_at, next_run_at)
     SELECT owner_id, id, 'email', '{}', 'UTC', now() + $5 * interval '1 ms', now() + $5 * interval '1 ms'
     FROM message RETURNING id, start_at AS "startAt"`,
    [owner!.id, letter.subject, letter.html, letter.text, startsInMs],
  );
  return { ownerId: owner!.id, mailingId: mailing!.id, startAt: mailing!.startAt.getTime() };
}
