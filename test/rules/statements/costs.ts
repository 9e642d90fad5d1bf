// What each operation asks the database, some words for each statement: they say why it is as many as it is.
import { randomUUID } from 'node:crypto';
import { usualPassword } from '../../factories/users.js';
import type { Records } from '../../setup/records.js';
import {
  aBlockedUser,
  aBounce,
  aClient,
  aContact,
  aDelivery,
  admin,
  aGroup,
  aMailing,
  aMailingWithHistory,
  aMember,
  aMessage,
  anAttachment,
  anImport,
  anUncertainDelivery,
  anUnsubscribeToken,
  aPost,
  aRunningMailing,
  aUser,
  newClient,
  newGroup,
  newMailing,
  newMessage,
  newPost,
  idIn,
  ofOwner,
  tokenOfUser,
  uncertainOnes,
} from './things.js';

export interface Cost {
  /** The ids in the path, in their order; made before anything is counted. */
  of?: (records: Records) => Promise<string | string[]> | string;
  /** Whose token; else the owner's, or the admin's where a permission is needed. */
  as?: (records: Records) => Promise<string>;
  /** What is sent along. */
  with?: (records: Records) => unknown;
  headers?: Record<string, string>;
  /** After the guards, which ask who it is, and whose the thing is where it has an owner. */
  asks: readonly string[];
}
export const bounceToken = 'the-token-of-the-mail-server';

const inTransaction = (...statements: string[]) => ['begin', ...statements, 'commit'];
const oneAccount = 'concerns one account, found by its address or its token';
const oneFile = 'concerns one file, whatever else there is';

const theMailing = ['the mailing', 'its counts', 'its clients'];
const state = ['the mailing, held', 'the time', 'the open run'];
const chosenClients = ['the clients, held', 'the list before', 'the list'];
const cut = ['the run ends', 'what is open of it', 'is it closed'];
const reopening = ['mailings, held', 'runs', 'deliveries and counters', 'mailings run', 'wake workers'];
const suppressing = ['insert', 'clients with the contact', 'what is open to them'];
const removal = [
  'the client, held',
  'delete',
  'off the lists',
  'runs that are being opened',
  'deliveries, held',
  'what is open to it',
];

/** Not tried here, and why. */
export const untried: Record<string, string> = {
  'POST /api/v1/auth/login': oneAccount,
  'POST /api/v1/auth/refresh': oneAccount,
  'POST /api/v1/auth/logout': oneAccount,
  'POST /api/v1/auth/register': oneAccount,
  'POST /api/v1/auth/confirm': oneAccount,
  'POST /api/v1/auth/password/forgot': oneAccount,
  'POST /api/v1/auth/password/reset': oneAccount,
  'PUT /api/v1/me/avatar': oneFile,
  'PUT /api/v1/posts/{id}/image': oneFile,
  'POST /api/v1/messages/{id}/attachments': oneFile,
  'POST /api/v1/clients/import': oneFile,
  'GET /api/v1/media/{name}': oneFile,
  'GET /api/v1/clients/export': 'a file, written 500 clients at a time',
  'GET /api/v1/attempts/export': 'a file, written 1,000 attempts at a time',
  'GET /api/v1/mailings/{id}/events': 'a stream: all streams of a process share one statement twice a second',
  'GET /api/v1/sending/health': 'asks name servers, and the database for the account alone',
};

export const costs: Record<string, Cost> = {
  'GET /metrics': { asks: ['figures of the tables', 'what other processes published'] },
  'GET /health/live': { asks: [] },
  'GET /health/ready': { asks: ['is it there'] },
  'GET /inbox/messages': { asks: ['a page', 'the heads of its mails'] },
  'GET /inbox/messages/{id}': { of: idIn('SELECT id FROM inbox_mails LIMIT 1'), asks: ['the mail'] },
  'GET /api/v1/home': { asks: ['mailings', 'people', 'posts to draw from'] },
  'GET /api/v1/stats/me': { asks: ['sums'] },
  'GET /api/v1/stats': { asks: ['sums'] },
  'GET /api/v1/audit': { asks: ['a page'] },
  'GET /api/v1/contact': { asks: ['a page'] },
  'POST /api/v1/contact': {
    with: () => ({ name: 'Anna', message: 'Hello', email: 'anna@example.com' }),
    asks: inTransaction('insert', 'read', 'mail'),
  },

  'GET /api/v1/me': { asks: ['the user'] },
  'PATCH /api/v1/me': { with: () => ({ fullName: 'Anna' }), asks: ['update', 'the user'] },
  'DELETE /api/v1/me/avatar': { asks: inTransaction('the user, held', 'update') },
  'GET /api/v1/me/api-keys': { asks: ['a page'] },
  'POST /api/v1/me/api-keys': {
    as: admin,
    with: () => ({ name: 'robot' }),
    asks: inTransaction('the user, held', 'how many', 'insert', 'read', 'audit'),
  },
  'DELETE /api/v1/me/api-keys/{id}': {
    of: ofOwner('api_keys'),
    asks: inTransaction('the key, held', 'delete', 'audit'),
  },
  'GET /api/v1/auth/sessions': { asks: ['a page'] },
  'DELETE /api/v1/auth/sessions/{id}': {
    of: (records) =>
      records.ask(
        'INSERT INTO sessions (user_id, session_version, expires_at) VALUES ($1, 1, now()) RETURNING id',
        [records.ownerId],
      ),
    asks: ['delete'],
  },
  'POST /api/v1/auth/password/change': {
    as: tokenOfUser,
    with: () => ({ currentPassword: usualPassword, newPassword: 'another horse battery' }),
    asks: ['the password', ...inTransaction('the user, held', 'update', 'other links end', 'mail')],
  },

  'GET /api/v1/users': { asks: ['a page'] },
  'POST /api/v1/users': {
    with: () => ({ email: `${randomUUID()}@example.com` }),
    asks: inTransaction('insert', 'read', 'audit', 'mail'),
  },
  'GET /api/v1/users/{id}': { of: aUser, asks: ['the user'] },
  'POST /api/v1/users/{id}/block': {
    of: aUser,
    asks: inTransaction('the user, held', 'update', 'read', 'audit'),
  },
  'POST /api/v1/users/{id}/unblock': {
    of: aBlockedUser,
    asks: inTransaction('the user, held', 'update', 'read', 'audit'),
  },
  'PUT /api/v1/users/{id}/role': {
    of: aUser,
    with: () => ({ role: 'manager' }),
    asks: inTransaction('the admins, held', 'the user, held', 'update', 'read', 'audit'),
  },
  'GET /api/v1/groups': { asks: ['a page'] },
  'POST /api/v1/groups': { with: newGroup, asks: inTransaction('insert', 'read', 'audit') },
  'GET /api/v1/groups/{id}': { of: aGroup, asks: ['the group'] },
  'PATCH /api/v1/groups/{id}': {
    of: aGroup,
    with: newGroup,
    asks: inTransaction('the group, held', 'update', 'read', 'audit'),
  },
  'DELETE /api/v1/groups/{id}': { of: aGroup, asks: inTransaction('the group, held', 'delete', 'audit') },
  'GET /api/v1/groups/{id}/members': { of: aGroup, asks: ['is there such a group', 'a page'] },
  'PUT /api/v1/groups/{id}/members/{userId}': {
    of: async (records) => [await records.group(), await records.user()],
    asks: inTransaction('the group, held', 'the user', 'insert', 'audit'),
  },
  'DELETE /api/v1/groups/{id}/members/{userId}': {
    of: aMember,
    asks: inTransaction('the group, held', 'the user', 'delete', 'audit'),
  },

  'GET /api/v1/clients': { asks: ['a page'] },
  'POST /api/v1/clients': { with: newClient, asks: ['insert'] },
  'GET /api/v1/clients/facets': { asks: ['tags', 'operator codes'] },
  'GET /api/v1/clients/{id}': { of: aClient, asks: ['the client'] },
  'PATCH /api/v1/clients/{id}': {
    of: aClient,
    with: newClient,
    asks: inTransaction('the client, held', 'as it is stored', 'update'),
  },
  'PUT /api/v1/clients/{id}': {
    of: aClient,
    with: newClient,
    asks: inTransaction('the client, held', 'as it is stored', 'update'),
  },
  'DELETE /api/v1/clients/{id}': { of: aClient, asks: inTransaction(...removal) },
  'GET /api/v1/clients/{id}/data': {
    of: aClient,
    asks: inTransaction('of one moment', 'the client', 'mailings', 'deliveries', 'attempts', 'suppressions'),
  },
  'POST /api/v1/clients/{id}/erase': {
    of: aClient,
    asks: inTransaction(
      ...removal,
      'begin erasing',
      'former contacts',
      'attempts',
      'deliveries',
      'reports',
      'suppressions',
      'end erasing',
    ),
  },
  'GET /api/v1/clients/imports': { asks: ['a page'] },
  'GET /api/v1/clients/imports/{id}': { of: anImport, asks: ['the import', 'its first errors'] },
  'GET /api/v1/clients/imports/{id}/rejected': {
    of: anImport,
    asks: ['the import', 'refused rows, 500 at a time'],
  },

  'GET /api/v1/messages': { asks: ['a page'] },
  'POST /api/v1/messages': { with: newMessage, asks: ['insert'] },
  'GET /api/v1/messages/{id}': { of: aMessage, asks: ['the message'] },
  'PATCH /api/v1/messages/{id}': {
    of: aMessage,
    with: newMessage,
    asks: inTransaction('the message, held', 'as it is stored', 'update'),
  },
  'PUT /api/v1/messages/{id}': {
    of: aMessage,
    with: newMessage,
    asks: inTransaction('the message, held', 'as it is stored', 'update'),
  },
  'DELETE /api/v1/messages/{id}': {
    of: aMessage,
    asks: inTransaction(
      'the message, held',
      'is it in use',
      'mailings forget it',
      'its files',
      'contents, held',
      'unused contents',
      'delete',
    ),
  },
  'POST /api/v1/messages/{id}/preview': {
    of: aMessage,
    with: () => ({}),
    asks: ['the message', 'its files'],
  },
  'POST /api/v1/messages/{id}/test': {
    of: aMessage,
    with: () => ({ to: 'anna@example.com' }),
    asks: ['the message', 'mail'],
  },
  'GET /api/v1/messages/{id}/attachments': { of: aMessage, asks: ['a page'] },
  'GET /api/v1/messages/{id}/attachments/{attachmentId}': { of: anAttachment, asks: ['the file'] },
  'DELETE /api/v1/messages/{id}/attachments/{attachmentId}': {
    of: anAttachment,
    asks: inTransaction('the message, held', 'the file', 'delete', 'content, held', 'unused content'),
  },

  'POST /api/v1/mailings/audience': {
    with: async (records) => ({ audience: { clientIds: await records.clients() } }),
    asks: ['are they all own clients', 'how many', 'the first of them'],
  },
  'POST /api/v1/mailings/schedule': {
    with: () => ({ startAt: '2036-01-01T09:00', timezone: 'UTC', periodicity: 'daily' }),
    asks: [],
  },
  'GET /api/v1/mailings': { asks: ['a page', 'their counts', 'their clients'] },
  'POST /api/v1/mailings': {
    with: newMailing,
    asks: inTransaction('the message, held', 'insert', ...chosenClients, ...theMailing),
  },
  'GET /api/v1/mailings/{id}': { of: aMailing, asks: theMailing },
  'PUT /api/v1/mailings/{id}': {
    of: aMailing,
    with: newMailing,
    asks: inTransaction('the mailing, held', 'the message, held', 'update', ...chosenClients, ...theMailing),
  },
  'PATCH /api/v1/mailings/{id}': {
    of: aMailing,
    with: newMailing,
    asks: inTransaction('the mailing, held', 'the message, held', 'update', ...chosenClients, ...theMailing),
  },
  'DELETE /api/v1/mailings/{id}': {
    of: aRunningMailing,
    asks: inTransaction('the mailing, held', ...cut, 'update'),
  },
  'POST /api/v1/mailings/{id}/run': {
    of: aMailing,
    asks: inTransaction(
      ...state,
      'the message, held',
      'insert with files',
      'read',
      'its texts',
      'the mailing runs',
      'wake a worker',
      'planned no more',
    ),
  },
  'POST /api/v1/mailings/{id}/stop': {
    of: aRunningMailing,
    asks: inTransaction(...state, ...cut, 'audit', 'update', ...theMailing),
  },
  'POST /api/v1/mailings/{id}/pause': {
    of: aRunningMailing,
    asks: inTransaction(...state, 'update', ...theMailing),
  },
  'POST /api/v1/mailings/{id}/resume': {
    of: aRunningMailing,
    asks: inTransaction(...state, 'update', ...theMailing, 'the open run', 'wake a worker'),
  },
  'POST /api/v1/mailings/{id}/disable': {
    of: aRunningMailing,
    as: admin,
    asks: inTransaction(...state, 'audit', 'update', ...theMailing),
  },
  'POST /api/v1/mailings/{id}/enable': {
    of: aRunningMailing,
    as: admin,
    asks: inTransaction(...state, 'update', ...theMailing, 'the open run', 'wake a worker'),
  },
  'GET /api/v1/mailings/{id}/runs': { of: aMailing, asks: ['a page'] },
  'GET /api/v1/mailings/{id}/history': { of: aMailingWithHistory, asks: ['a page'] },
  'GET /api/v1/mailings/{id}/deliveries': { of: aMailing, asks: ['a page'] },
  'GET /api/v1/mailings/{id}/messages': { of: aMailing, asks: ['a page', 'their runs', 'their files'] },
  'GET /api/v1/mailings/{id}/stats': { of: aMailing, asks: ['sums'] },
  'GET /api/v1/mailings/{id}/forecast': { of: aRunningMailing, asks: ['how the open run goes on'] },

  'GET /api/v1/deliveries': { asks: ['a page'] },
  'POST /api/v1/deliveries/resend': {
    with: uncertainOnes,
    asks: ['runs with uncertain ones', ...inTransaction(...reopening)],
  },
  'GET /api/v1/deliveries/{id}': { of: aDelivery, asks: ['the delivery', 'its run', 'its files'] },
  'POST /api/v1/deliveries/{id}/resend': {
    of: anUncertainDelivery,
    asks: inTransaction('the delivery', ...reopening, 'the delivery'),
  },
  'POST /api/v1/deliveries/{id}/close': {
    of: anUncertainDelivery,
    asks: inTransaction('update', 'the delivery'),
  },
  'GET /api/v1/attempts': { asks: ['a page'] },

  'GET /api/v1/posts': { asks: ['a page'] },
  'POST /api/v1/posts': { with: newPost, asks: ['a free address', ...inTransaction('insert'), 'read'] },
  'POST /api/v1/posts/preview': { with: () => ({ content: '<p>We have opened.</p>' }), asks: [] },
  'GET /api/v1/posts/feed.xml': { asks: ['the newest'] },
  'GET /api/v1/posts/{slug}': { of: () => 'a-post-1', asks: ['count the view', 'the post'] },
  'PATCH /api/v1/posts/{id}': { of: aPost, with: newPost, asks: ['update', 'read'] },
  'DELETE /api/v1/posts/{id}': { of: aPost, asks: inTransaction('the post, held', 'delete') },
  'DELETE /api/v1/posts/{id}/image': { of: aPost, asks: inTransaction('the post, held', 'update', 'read') },

  'GET /api/v1/suppressions': { asks: ['a page'] },
  'POST /api/v1/suppressions': { with: aContact, asks: [...suppressing, 'read'] },
  'DELETE /api/v1/suppressions/{id}': { of: ofOwner('suppressions'), asks: ['delete'] },
  'GET /api/v1/unsubscribe/{token}': { of: anUnsubscribeToken, asks: [] },
  'POST /api/v1/unsubscribe/{token}': { of: anUnsubscribeToken, asks: ['the addresses', ...suppressing] },
  'POST /api/v1/bounces': {
    with: aBounce,
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${bounceToken}` },
    asks: ['the delivery', 'settle', ...suppressing],
  },
};
