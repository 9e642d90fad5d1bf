// What the demo sends, and to whom. The development mail server refuses addresses that begin with `refused` and
// defers those that begin with `deferred` once.
import { Api, ApiProblem } from './api.js';

const clientCount = 200;
const startsInMs = 4_000;
const lastsMs = 10 * 60_000;
/** Requests at once; the demo is no load test. */
const batchSize = 20;

const women = ['Анна', 'Вера', 'Дарья', 'Жанна', 'Зоя', 'Кира', 'Мария', 'Нина', 'Ольга', 'Полина'];
const men = ['Борис', 'Глеб', 'Егор', 'Иван', 'Лев', 'Максим', 'Олег', 'Пётр', 'Роман', 'Степан'];
const families = [
  'Иванов',
  'Петров',
  'Смирнов',
  'Кузнецов',
  'Попов',
  'Соколов',
  'Лебедев',
  'Новиков',
  'Морозов',
  'Волков',
];
const cities = ['Москва', 'Казань', 'Омск', 'Пермь'];

/** Makes clients (those of an earlier demo stay), a message and a mailing that starts in a few seconds. */
export async function createDemoData(api: Api): Promise<string> {
  await createClients(api);
  const message = await api.post<{ id: string }>('/messages', {
    subject: 'Здравствуйте, {{fullName|друг}}!',
    text: 'Здравствуйте, {{fullName|друг}}!\n\nВ городе {{attributes.city|вашем}} открылась наша лавка.\n',
    html: '<h1>Здравствуйте, {{fullName|друг}}!</h1><p>В городе <b>{{attributes.city|вашем}}</b> открылась наша лавка.</p>',
  });
  const { total } = await api.get<{ total: number }>('/mailings?withTotal=true&limit=1');
  const now = Date.now();
  const mailing = await api.post<{ id: string }>('/mailings', {
    name: `Пример рассылки № ${total + 1}`,
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

/** Two hundred people, no two of one name. */
function nameOf(index: number): string {
  const [family, place] = [families[index % 10]!, Math.floor(index / 10) % 10];
  return index % 2 === Math.floor(index / 100) ? `${women[place]} ${family}а` : `${men[place]} ${family}`;
}

function aClient(index: number) {
  const kind = index % 40 === 7 ? 'refused' : index % 25 === 3 ? 'deferred' : 'client';
  return {
    email: `${kind}.${index + 1}@example.test`,
    fullName: nameOf(index),
    tags: ['demo'],
    attributes: { city: cities[index % cities.length] },
  };
}
