// What a person may choose from, a few at a time: for fields that look up a client, a message or a mailing.
// Their keys begin like those of the features, so that whoever changes a thing has it read again here too.
import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from './client';

const shown = 20;

/** A thing without a name is told by the end of its number. */
const shortName = (id: string) => `№ ${id.slice(-6)}`;
const ofClient = ({ id, fullName, email, phone }: Schemas['ClientResponse']) => ({
  value: id,
  label: [fullName, email ?? phone].filter(Boolean).join(' · '),
});
const ofMailing = ({ id, name }: Schemas['MailingResponse']) => ({ value: id, label: name || shortName(id) });
const ofMessage = ({ id, subject }: Schemas['MessageResponse']) => ({ value: id, label: subject });

const pageOf = (search: string) => ({ limit: shown, ...(search && { search }) });

/** `ownerId`: only this owner's, where somebody sees everybody's. */
export const clientChoices = (search: string, ownerId?: string) => ({
  queryKey: ['clients', 'labels', search, ownerId],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const query = { ...pageOf(search), sort: 'fullName' as const, ...(ownerId && { ownerId }) };
    const { items } = await bodyOf(api.GET('/api/v1/clients', { params: { query }, signal }));
    return items.map(ofClient);
  },
});

export const clientChoice = (id: string) => ({
  queryKey: ['clients', 'label', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    ofClient(await bodyOf(api.GET('/api/v1/clients/{id}', { params: { path: { id } }, signal }))),
});

export const mailingChoices = (search: string) => ({
  queryKey: ['mailings', 'labels', search],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const query = { ...pageOf(search), sort: '-createdAt' };
    const { items } = await bodyOf(api.GET('/api/v1/mailings', { params: { query }, signal }));
    return items.map(ofMailing);
  },
});

export const mailingChoice = (id: string) => ({
  queryKey: ['mailings', 'label', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    ofMailing(await bodyOf(api.GET('/api/v1/mailings/{id}', { params: { path: { id } }, signal }))),
});

export const messageChoices = (search: string) => ({
  queryKey: ['messages', 'labels', search],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const query = { ...pageOf(search), sort: '-createdAt' as const };
    const { items } = await bodyOf(api.GET('/api/v1/messages', { params: { query }, signal }));
    return items.map(ofMessage);
  },
});

export const messageChoice = (id: string) => ({
  queryKey: ['messages', 'label', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    ofMessage(await bodyOf(api.GET('/api/v1/messages/{id}', { params: { path: { id } }, signal }))),
});

/** The names of the newest mailings, by id: for tables that tell of many. */
export const mailingNames = () =>
  queryOptions({
    queryKey: ['mailings', 'names'],
    queryFn: async ({ signal }) => {
      const query = { limit: 200, sort: '-createdAt' };
      const { items } = await bodyOf(api.GET('/api/v1/mailings', { params: { query }, signal }));
      return Object.fromEntries(items.map(ofMailing).map(({ value, label }) => [value, label]));
    },
    staleTime: 60_000,
  });

export const nameOfMailing = (names: Record<string, string> | undefined, id: string) =>
  names?.[id] ?? shortName(id);
