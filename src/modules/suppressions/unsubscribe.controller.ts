import { Controller, Get, Headers, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/errors.js';
import { Public } from '../../http/access.decorators.js';
import { readForm, TakesForm } from '../../http/forms.js';
import { SuppressionsService } from './suppressions.service.js';
import { type PageKind, unsubscribePage, unsubscribePagePolicy } from './unsubscribe-page.js';

/** Where the link of a mail leads: no log-in, no cookie, no redirect, and no script (RFC 8058). */
@ApiTags('unsubscribe')
@Controller('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly suppressions: SuppressionsService) {}

  /** Only asks: mail programs and scanners look at links by themselves (RFC 8058, section 3.1). */
  @Get(':token')
  @Public()
  ask(
    @Param('token') token: string,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const isOurs = this.suppressions.isOurLink(token);
    showPage(reply, isOurs ? 200 : 404, isOurs ? 'question' : 'unknown', language);
  }

  /** Ends it, as often as one likes. The page's button and the mail program's one click both lead here. */
  @Post(':token')
  @HttpCode(200)
  @Public()
  @TakesForm()
  async unsubscribe(
    @Param('token') token: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') language: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isPage = /text\/html/i.test(accept ?? '');
    try {
      const isProgram = (await isOneClick(request)) && !isPage;
      await this.suppressions.unsubscribe(token, isProgram ? 'one_click' : 'page');
    } catch (fault) {
      if (!isPage || !(fault instanceof DomainError) || fault.status !== 404) throw fault;
      return showPage(reply, 404, 'unknown', language);
    }
    showPage(reply, 200, 'done', language);
  }
}

function showPage(reply: FastifyReply, status: number, kind: PageKind, language: string | undefined): void {
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', unsubscribePagePolicy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .header('vary', 'accept-language')
    .send(unsubscribePage(kind, language));
}

/** The body that mail programs send (RFC 8058, section 3.2). A broken one changes nothing: the link says what is wanted. */
async function isOneClick(request: FastifyRequest): Promise<boolean> {
  const form = await readForm(request).catch((): Record<string, string> => ({}));
  return form['List-Unsubscribe'] === 'One-Click';
}
