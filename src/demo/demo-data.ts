// What the demo sends, and to whom. The development mail server refuses addresses that begin with `refused` and
// defers those that begin with `deferred` once.
import { Api, ApiProblem } from './api.js';

const clientCount = 200;
const startsInMs = 4_000;
const lastsMs = 10 * 60_000;
/** Requests at once; the demo is no load test. */
const batchSize = 20;

const names = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Зоя', 'Иван', 'Кира'];
const surnames = ['Иванова', 'Петров', 'Смирнова', 'Кузнецов', 'Попова', 'Соколов', 'Лебедева', 'Новиков'];
const cities = ['Москва', 'Казань', 'Омск', 'Пермь'];

/** Makes clients (those of an earlier demo stay), a message and a mailing that starts in a few seconds. */
export async function createDemoData(api: Api): Promise<string> {
  await createClients(api);
  const message = await api.post<{ id: string }>('/messages', {
    subject: 'Здравствуйте, {{fullName|друг}}!',
    text: 'Здравствуйте, {{fullName|друг}}!\n\nВ городе {{attributes.city|вашем}} открылась наша лавка.\n',
    html: '<h1>Здравствуйте, {{fullName|друг}}!</h1><p>В городе <b>{{attributes.city|вашем}}</b> открылась наша лавка.</p>',
  });
  const now = Date.now();
  const mailing = await api.post<{ id: string }>('/mailings', {
    name: `Демо ${new Date(now).toISOString()}`,
    messageId: message.id,
    audience: { filter: { tags: ['demo'] } },
    startAt: new Date(now + startsInMs).toISOString(),
    endAt: new Date(now + lastsMs).toISOString(),
  });
  return mailing.id;
}

async function createClients(api: Api): Promise<void> {
  for (let from = 0; from < clientCount; from += batchSize) {
    const batch = Array.from({ length: batchSize }, (_, offset) => aClient(from + offset));
    await Promise.all(batch.map((client) => createOnce(api, client)));
  }
}

async function createOnce(api: Api, client: object): Promise<void> {
  try {
    await api.post('/clients', client);
  } catch (fault) {
    if (!(fault instanceof ApiProblem && fault.code === 'client.email_taken')) throw fault;
  }
}

function aClient(index: number) {
  const kind = index % 40 === 7 ? 'refused' : index % 25 === 3 ? 'deferred' : 'client';
  return {
    email: `${kind}.${index + 1}@example.test`,
    fullName: `${names[index % names.length]} ${surnames[index % surnames.length]}`,
    tags: ['demo'],
    attributes: { city: cities[index % cities.length] },
  };
}
