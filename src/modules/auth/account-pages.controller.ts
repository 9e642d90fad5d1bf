import { applyDecorators, Controller, Get, Header, Headers, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AppConfig } from '../../config/app-config.js';
import { Public } from '../../http/access.decorators.js';
import { pageLanguageOf } from '../../http/page-language.js';
import { accountPage, accountPagePolicy, accountPageScript } from './account-page.js';
import type { AccountPage } from './account-page-texts.js';

const Page = (page: AccountPage) =>
  applyDecorators(
    Get(page),
    Public(),
    Header('content-type', 'text/html; charset=utf-8'),
    Header('content-security-policy', accountPagePolicy),
    Header('cache-control', 'no-store'),
    Header('vary', 'accept-language'),
  );

/** The pages that mailed links open; outside the prefix of the API. */
@ApiExcludeController()
@Controller()
export class AccountPagesController {
  constructor(private readonly config: AppConfig) {}

  // The query is the script's: mail services add parameters of their own to links, and none is refused here.
  @Page('confirm')
  confirm(@Query() _: unknown, @Headers('accept-language') language?: string): string {
    return this.page('confirm', language);
  }

  @Page('reset')
  reset(@Query() _: unknown, @Headers('accept-language') language?: string): string {
    return this.page('reset', language);
  }

  @Page('invite')
  invite(@Query() _: unknown, @Headers('accept-language') language?: string): string {
    return this.page('invite', language);
  }

  @Get('account-page.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  script(): string {
    return accountPageScript;
  }

  private page(page: AccountPage, acceptLanguage: string | undefined): string {
    const { publicUrl, linkUrl, hasOwnSite } = this.config.http;
    const siteUrl = hasOwnSite ? linkUrl : null;
    return accountPage(page, { language: pageLanguageOf(acceptLanguage), publicUrl, siteUrl });
  }
}
