import { Injectable } from '@nestjs/common';
import { Actor, listedOwnerOf } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import type { ChannelName } from '../../domain/mailing-status.js';
import { changedClient, type ClientFields, newClient } from './client-rules.js';
import { ClientRightsRepository } from './client-rights.repository.js';
import { Client } from './client.entity.js';
import { Audience, ClientsRepository, FacetRow } from './clients.repository.js';
import type { ClientData } from './dto/client-data.response.js';
import type { CreateClientDto } from './dto/create-client.dto.js';
import type { ListClientsQuery } from './dto/list-clients.query.js';
import type { UpdateClientDto } from './dto/update-client.dto.js';

/** Whom an audience reaches, and the first few of them. */
export interface AudiencePreview {
  count: number;
  sample: Client[];
}

@Injectable()
export class ClientsService {
  constructor(
    private readonly clients: ClientsRepository,
    private readonly rights: ClientRightsRepository,
  ) {}

  list(actor: Actor, { ownerId, search, tag, operatorCode, ...page }: ListClientsQuery) {
    const filter = { seenBy: listedOwnerOf(actor), ownerId, search, tag, operatorCode };
    return this.clients.page(filter, page);
  }

  async facets(actor: Actor, ownerId?: string): Promise<{ tags: FacetRow[]; operatorCodes: FacetRow[] }> {
    const filter = { seenBy: listedOwnerOf(actor), ownerId };
    const [tags, operatorCodes] = await Promise.all([
      this.clients.tagFacets(filter),
      this.clients.operatorCodeFacets(filter),
    ]);
    return { tags, operatorCodes };
  }

  async get(ownerId: string, id: string): Promise<Client> {
    return found(await this.clients.findOwned(ownerId, id));
  }

  create(ownerId: string, dto: CreateClientDto): Promise<Client> {
    return this.clients.add(ownerId, newClient(dto));
  }

  async replace(ownerId: string, id: string, dto: CreateClientDto): Promise<Client> {
    return found(await this.clients.change(ownerId, id, () => newClient(dto)));
  }

  async update(ownerId: string, id: string, dto: UpdateClientDto): Promise<Client> {
    return found(await this.clients.change(ownerId, id, (stored) => changedClient(stored, dto)));
  }

  async remove(ownerId: string, id: string): Promise<void> {
    if (!(await this.clients.remove(ownerId, id))) throw new DomainError('client.not_found');
  }

  /** Everything that is stored about the client. */
  async dataOf(ownerId: string, id: string): Promise<ClientData> {
    const data = await this.rights.read(ownerId, id);
    if (!data) throw new DomainError('client.not_found');
    return data;
  }

  /** Deletes the client and what names it anywhere; the ledger keeps its lines under a pseudonym. */
  async erase(ownerId: string, id: string): Promise<void> {
    const isErased = await this.clients.remove(ownerId, id, (transaction, { email, phone }) => {
      const contacts = [email, phone].filter((contact) => contact !== null);
      return this.rights.forget(transaction, ownerId, id, contacts);
    });
    if (!isErased) throw new DomainError('client.not_found');
  }

  /** The owner's client, or null. */
  findOwned(ownerId: string, id: string): Promise<Client | null> {
    return this.clients.findOwned(ownerId, id);
  }

  /** The owner's next clients after this id, oldest first; null begins at the first. */
  ownedAfter(ownerId: string, id: string | null, limit: number): Promise<(ClientFields & { id: string })[]> {
    return this.clients.ownedAfter(ownerId, id, limit);
  }

  /** How many of these ids are clients of the owner; an id named twice counts once. */
  countOwned(ownerId: string, ids: readonly string[]): Promise<number> {
    return this.clients.countOwned(ownerId, ids);
  }

  /** How many of the owner's clients the channel can reach in this audience, with the first `sampleSize` of them. */
  async audienceOf(
    ownerId: string,
    audience: Audience,
    channel: ChannelName,
    sampleSize: number,
  ): Promise<AudiencePreview> {
    const [count, sample] = await Promise.all([
      this.clients.audienceCount(ownerId, audience, channel),
      this.clients.audienceSample(ownerId, audience, channel, sampleSize),
    ]);
    return { count, sample };
  }
}

function found(client: Client | null): Client {
  if (!client) throw new DomainError('client.not_found');
  return client;
}
