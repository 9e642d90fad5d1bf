import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, OwnerId, SignedIn } from '../../http/access.decorators.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage } from '../../http/page.dto.js';
import { ClientsService } from './clients.service.js';
import { ClientFacetsResponse, ClientPage, ClientResponse, toClientResponse } from './dto/client.response.js';
import { ClientData } from './dto/client-data.response.js';
import { CreateClientDto } from './dto/create-client.dto.js';
import { ClientFacetsQuery, ListClientsQuery } from './dto/list-clients.query.js';
import { UpdateClientDto } from './dto/update-client.dto.js';

@ApiTags('clients')
@Controller('clients')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  /** Own clients; everybody's for those who may see them. */
  @Get()
  @SignedIn()
  async list(@CurrentUser() actor: Actor, @Query() query: ListClientsQuery): Promise<ClientPage> {
    return mapPage(await this.clients.list(actor, query), toClientResponse);
  }

  /** The tags and operator codes in use, with counts. */
  @Get('facets')
  @SignedIn()
  facets(@CurrentUser() actor: Actor, @Query() query: ClientFacetsQuery): Promise<ClientFacetsResponse> {
    return this.clients.facets(actor, query.ownerId);
  }

  /** A new client: an address or a phone, each once for its owner. */
  @Post()
  @SignedIn()
  async create(@CurrentUser() actor: Actor, @Body() dto: CreateClientDto): Promise<ClientResponse> {
    return toClientResponse(await this.clients.create(actor.id, dto));
  }

  /** One client. */
  @Get(':id')
  @OwnedBy('clients', 'read')
  async get(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<ClientResponse> {
    return toClientResponse(await this.clients.get(ownerId, id));
  }

  /** Everything that is stored about a client, to be handed to them. */
  @Get(':id/data')
  @OwnedBy('clients', 'write')
  data(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<ClientData> {
    return this.clients.dataOf(ownerId, id);
  }

  /** Deletes a client and what names it: the ledger keeps its lines under a pseudonym. There is no way back. */
  @Post(':id/erase')
  @HttpCode(204)
  @OwnedBy('clients', 'write')
  erase(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<void> {
    return this.clients.erase(ownerId, id);
  }

  /** Changes what is given; null clears. */
  @Patch(':id')
  @OwnedBy('clients', 'write')
  async update(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() dto: UpdateClientDto,
  ): Promise<ClientResponse> {
    return toClientResponse(await this.clients.update(ownerId, id, dto));
  }

  /** Sets every field; what is left out is cleared. */
  @Put(':id')
  @OwnedBy('clients', 'write')
  async replace(
    @OwnerId() ownerId: string,
    @Param('id', IdPipe) id: string,
    @Body() dto: CreateClientDto,
  ): Promise<ClientResponse> {
    return toClientResponse(await this.clients.replace(ownerId, id, dto));
  }

  /** Deletes a client; messages still on their way to it are cancelled, the ledger stays. */
  @Delete(':id')
  @HttpCode(204)
  @OwnedBy('clients', 'write')
  remove(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<void> {
    return this.clients.remove(ownerId, id);
  }
}
