import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../http/access.decorators.js';
import { IdPipe } from '../http/id.pipe.js';
import { InboxPageResponse, OpenedMailResponse } from './inbox.response.js';
import { InboxService } from './inbox.service.js';
import { ListInboxQuery } from './list-inbox.query.js';

/** The development inbox as data; these routes are not there in production. */
@ApiTags('inbox')
@Controller('inbox/messages')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  /** The mails that the development mail server took, newest first. */
  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  list(@Query() query: ListInboxQuery): Promise<InboxPageResponse> {
    return this.inbox.list(query);
  }

  /** One of them, taken apart. */
  @Get(':id')
  @Public()
  @Header('cache-control', 'no-store')
  read(@Param('id', IdPipe) id: string): Promise<OpenedMailResponse> {
    return this.inbox.open(id);
  }
}
