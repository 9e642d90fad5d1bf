// An account with something of each kind, so that every screen has what it shows.
import { anAccount, asCaller, type Caller, eventually, type Role } from './api';
import { firstAdmin } from './password';

/** What its people typed. */
export interface Words {
  names: readonly string[];
  tag: string;
  note: string;
  subject: string;
  html: string;
  mailings: readonly [sent: string, planned: string, paused: string];
  group: string;
  post: { title: string; content: string };
}

export interface Everything extends Caller {
  /** By what addresses call them: `$client`, `$message` and so on. */
  ids: Record<
    'client' | 'message' | 'mailing' | 'planned' | 'delivery' | 'import' | 'group' | 'post',
    string
  >;
}

/** What belongs to the whole service (a group, a post) is the first admin's; the rest is an account's of this role. */
export async function everything(words: Words, role: Role): Promise<Everything> {
  const owner = await asCaller(await anAccount(role));
  const admin = await asCaller(firstAdmin);
  const { call } = owner;
  const post = (path: string, body: unknown) => call('POST', path, body);
  await call('PATCH', '/me', { fullName: words.names[0], country: null, timezone: 'Europe/Moscow' });
  const clients = [];
  for (const [index, fullName] of words.names.entries()) {
    clients.push(
      await post('/clients', {
        fullName,
        email: `client${index}@example.com`,
        phone: `7916123450${index}`,
        tags: [words.tag],
        comment: words.note,
      }),
    );
  }
  const imported = await owner.importClients(
    `fullName,email\n${words.names[0]},client0@example.com\n${words.names[1]},client1`,
  );
  const message = await post('/messages', { subject: words.subject, html: words.html });
  const mailing = {
    messageId: message.id,
    audience: { filter: { tags: [words.tag] } },
    timezone: 'Europe/Moscow',
  };
  const planned = { ...mailing, startAt: '2031-03-05T09:30', periodicity: 'weekly' };
  const later = await post('/mailings', { ...planned, name: words.mailings[1] });
  const paused = await post('/mailings', { ...planned, name: words.mailings[2] });
  await call('POST', `/mailings/${paused.id}/pause`);
  const sent = await post('/mailings', { ...mailing, name: words.mailings[0] });
  await call('POST', `/mailings/${sent.id}/run`);
  await eventually(async () => (await call('GET', `/mailings/${sent.id}`)).status === 'completed');
  const { items } = await call('GET', `/attempts?mailingId=${sent.id}`);
  const group = await admin.call('POST', '/groups', { name: words.group, permissions: ['blog.write'] });
  const member = await asCaller(await anAccount());
  const { id: memberId } = await member.call('GET', '/me');
  await admin.call('PUT', `/groups/${group.id}/members/${memberId}`);
  const aPost = await admin.call('POST', '/posts', {
    ...words.post,
    publishAt: new Date(Date.now() - 60_000).toISOString(),
  });
  await post('/contact', { name: words.names[1], email: 'client1@example.com', message: words.note });
  const ids = {
    client: clients[0].id,
    message: message.id,
    mailing: sent.id,
    planned: later.id,
    delivery: items[0].deliveryId,
    import: imported.id,
    group: group.id,
    post: aPost.slug,
  };
  return { ...owner, ids };
}
