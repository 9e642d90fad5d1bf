// The service with people and things of every kind, made anew now and then, since the hostile reader breaks them.
import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { aClient } from '../../factories/clients.js';
import { aDelivery, aMailing, anAttempt, aRun } from '../../factories/mailings.js';
import { aMessage } from '../../factories/messages.js';
import { aPost } from '../../factories/posts.js';
import { aManager, anAdmin, aUser, tokenOf, usualPassword } from '../../factories/users.js';
import { startTestApp, type TestApp } from '../../setup/app.js';
import { noise } from '../../setup/images.js';
import { UnsubscribeLinks } from '../../../src/modules/suppressions/unsubscribe-links.js';
import { InboxMailsRepository } from '../../../src/dev-inbox/inbox-mails.repository.js';
import { AccountTokensRepository } from '../../../src/modules/users/account-tokens.repository.js';
import type { User } from '../../../src/modules/users/user.entity.js';
import type { Role } from './plans.js';
import type { Files, PlannedRequest } from './request-of.js';
import { Things } from './things.js';

/** Within this time every request has its answer. */
export const answerDeadlineMs = 5_000;

const bounceToken = 'token-of-the-bounces-in-tests';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  durationMs: number;
}

export class World {
  readonly things = new Things();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  private tokens: Partial<Record<Role, string>> = {};
  private cookie = '';
  private sent = 0;

  private constructor(
    readonly app: TestApp,
    private readonly url: string,
    readonly files: Files,
  ) {}

  static async start(): Promise<World> {
    const app = await startTestApp({
      SCHEDULER_ENABLED: 'false',
      BOUNCE_TOKEN: bounceToken,
    });
    const files = { picture: await noise(60, 40).png().toBuffer() };
    const world = new World(app, await app.listen(), files);
    return world;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.app.close();
  }

  /** Everybody and everything that requests may hit, once more. */
  async renew(): Promise<void> {
    const { dataSource } = this.app;
    this.things.disown();
    const [user, stranger, manager, admin] = await Promise.all([
      aUser(dataSource),
      aUser(dataSource),
      aManager(dataSource),
      anAdmin(dataSource),
    ]);
    this.tokens = {
      user: await tokenOf(user),
      stranger: await tokenOf(stranger),
      manager: await tokenOf(manager),
      admin: await tokenOf(admin),
      mailServer: bounceToken,
      badToken: `${await tokenOf(user)}x`,
    };
    const { key } = (await this.app.post('/me/api-keys', { name: 'robot' }, this.tokens.user)).body;
    this.tokens.key = key as string;
    for (const { id } of [user, stranger, manager]) this.things.add('users', id, 'admin');
    this.things.add('sessions', user.id, 'user');
    this.things.add('email', user.email);
    await this.addThingsOf(user.id, 'user');
    await this.addThingsOf(stranger.id, 'stranger');
    await this.addThingsOfAdmins(this.tokens.admin!);
    await this.addMails(user);
    const login = await this.app.post('/auth/login', { email: user.email, password: usualPassword });
    this.cookie = String(login.headers['set-cookie']).split(';')[0]!;
  }

  private async addThingsOf(ownerId: string, role: Role): Promise<void> {
    const { dataSource } = this.app;
    const client = await aClient(dataSource, ownerId);
    const message = await aMessage(dataSource, ownerId);
    const mailing = await aMailing(dataSource, { ownerId, messageId: message.id });
    const atRest = await aMailing(dataSource, { ownerId, messageId: message.id });
    const over = await aMailing(dataSource, { ownerId, messageId: message.id, status: 'completed' });
    const run = await aRun(dataSource, mailing);
    for (const status of ['uncertain', 'deferred', 'pending'] as const) {
      const delivery = await aDelivery(dataSource, run, { status, clientId: client.id });
      await anAttempt(dataSource, delivery, { status: 'uncertain' });
      this.things.add('deliveries', delivery.id, role);
    }
    for (const { id } of [mailing, atRest, over]) this.things.add('mailings', id, role);
    for (const [kind, { id }] of Object.entries({ clients: client, messages: message, runs: run })) {
      this.things.add(kind, id, role);
    }
    const ids = { ownerId, mailingId: mailing.id, clientId: client.id };
    this.things.add('token', this.app.app.get(UnsubscribeLinks).tokenFor(ids));
  }

  /** A mail in the inbox, and the token of one that was never written. */
  private async addMails({ id: userId, email }: User): Promise<void> {
    const { app } = this.app;
    const raw = Buffer.from('From: a@example.com\r\nSubject: =?broken?=\r\n\r\nHello!\r\n');
    await app.get(InboxMailsRepository).insert([{ from: 'a@example.com', to: [email], raw }]);
    const { items } = (await this.app.get('//inbox/messages?limit=1')).body as { items: { id: string }[] };
    // The inbox is read by its own path: /inbox/messages/{id}.
    this.things.add('mails', items[0]!.id);
    const token = await app.get(AccountTokensRepository).issue({ userId, kind: 'password_reset', email });
    this.things.add('mailedToken', token);
  }

  private async addThingsOfAdmins(token: string): Promise<void> {
    const post = await aPost(this.app.dataSource);
    this.things.add('posts', post.id, 'admin');
    this.things.add('slug', post.slug);
    const group = await this.app.post('/groups', { name: `group ${randomUUID()}`, permissions: [] }, token);
    this.things.add('groups', group.body.id as string, 'admin');
  }

  /** Rejects where no answer comes within the deadline. An event stream counts as answered when it begins. */
  send({ method, url, headers, body }: PlannedRequest, role: Role): Promise<Answer> {
    this.sent += 1;
    const token = this.tokens[role];
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${this.url}/`, {
        agent: this.agent,
        method,
        path: url,
        headers: {
          // Limits count network addresses: every request has one of its own, so that they hide nothing.
          'x-forwarded-for': `2001:db8:${(this.sent >> 16).toString(16)}:${(this.sent & 0xffff).toString(16)}::1`,
          cookie: this.cookie,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'content-length': String(body.length) } : {}),
          ...headers,
        },
      });
      const deadline = setTimeout(() => {
        request.destroy(new Error(`no answer within ${answerDeadlineMs} ms`));
      }, answerDeadlineMs);
      request.once('error', (fault) => {
        clearTimeout(deadline);
        reject(fault);
      });
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        const finish = () => {
          clearTimeout(deadline);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
            durationMs: performance.now() - startedAt,
          });
        };
        if (/event-stream/.test(response.headers['content-type'] ?? '')) {
          finish();
          request.destroy();
          return;
        }
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', finish);
      });
      request.end(body);
    });
  }
}
