import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../src/modules/clients/client.entity.js';
import { aClient } from '../factories/clients.js';
import { aUser, tokenOf } from '../factories/users.js';
import { ImportStory } from '../setup/import-story.js';

let story: ImportStory;

beforeAll(async () => {
  story = await ImportStory.start();
});
afterAll(() => story?.close());
beforeEach(() => story.newOwner());

describe('the export', () => {
  it('comes back to the same clients, in another account too, and runs nothing in a spreadsheet', async () => {
    const risky = {
      email: '+me@example.com',
      fullName: '=cmd()',
      comment: '\'=x\r\n"q"; ,\t ',
      tags: ['-1', 'a;b', ' c\\', 'Бизнес'],
    };
    await aClient(story.api.dataSource, story.ownerId, {
      ...risky,
      attributes: { city: '＝1', n: 7, s: '7', yes: true, none: null },
    });
    await aClient(story.api.dataSource, story.ownerId, {
      phone: '79265942750',
      operatorCode: '495',
      timezone: 'Europe/Moscow',
      email: null,
    });
    await aClient(story.api.dataSource, story.ownerId, { comment: '  ' });
    const { headers, text } = await story.api.get('/clients/export', story.owner);
    expect(headers['content-disposition']).toBe('attachment; filename="clients.csv"');
    expect(text.split('\r\n')[0]).toBe(
      '\ufeffemail,phone,fullName,comment,operatorCode,tags,timezone,attributes',
    );
    expect(text).toContain(`'+me@example.com,,'=cmd(),`);
    expect(await story.imported(text)).toMatchObject({ created: 0, updated: 3, rejected: 0 });
    const other = await aUser(story.api.dataSource);
    const token = await tokenOf(other);
    expect(await story.imported(text, {}, token)).toMatchObject({ created: 3, rejected: 0 });
    const plain = (client: Client) => ({ ...client, id: '', ownerId: '', createdAt: 0, updatedAt: 0 });
    expect((await story.clientsOf(other.id)).map(plain)).toEqual((await story.clientsOf()).map(plain));
    expect(await story.exported(token)).toBe(text);
  });
});
