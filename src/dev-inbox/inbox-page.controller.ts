import { Controller, Get, Header, Headers, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppConfig } from '../config/app-config.js';
import { Public } from '../http/access.decorators.js';
import { IdPipe } from '../http/id.pipe.js';
import { pageLanguageOf } from '../http/page-language.js';
import { listPage, mailPage, pagePolicy, type PageView, refreshScript } from './inbox-page.js';
import { InboxService } from './inbox.service.js';
import { ListInboxQuery } from './list-inbox.query.js';

const html = 'text/html; charset=utf-8';

/** The development inbox as pages; these routes are not there in production. */
@ApiExcludeController()
@Controller('inbox')
export class InboxPageController {
  constructor(
    private readonly inbox: InboxService,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Public()
  @Header('content-type', html)
  @Header('content-security-policy', pagePolicy)
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  async list(@Query() query: ListInboxQuery, @Headers('accept-language') language?: string): Promise<string> {
    const to = query.to?.trim() || undefined;
    const page = await this.inbox.list({ ...query, to });
    return listPage(page, { to, isFirst: query.cursor === undefined }, this.viewFor(language));
  }

  @Get('refresh.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return refreshScript;
  }

  @Get('mails/:id')
  @Public()
  @Header('content-type', html)
  @Header('content-security-policy', pagePolicy)
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept-language')
  async read(
    @Param('id', IdPipe) id: string,
    @Headers('accept-language') language?: string,
  ): Promise<string> {
    return mailPage(await this.inbox.open(id), this.viewFor(language));
  }

  private viewFor(acceptLanguage: string | undefined): PageView {
    return { language: pageLanguageOf(acceptLanguage), timezone: this.config.scheduler.timezone };
  }
}
