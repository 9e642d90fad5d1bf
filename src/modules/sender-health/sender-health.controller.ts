import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, SignedIn } from '../../http/access.decorators.js';
import { SenderHealthResponse } from './dto/sender-health.response.js';
import { SenderHealthService } from './sender-health.service.js';

@ApiTags('sending')
@Controller('sending')
export class SenderHealthController {
  constructor(private readonly health: SenderHealthService) {}

  /**
   * What Gmail, Yahoo and Microsoft demand of the sender's domain (SPF, DKIM, DMARC, PTR and more), what is missing and
   * what to put into the DNS, in plain words and the user's language. Every owner may see it: nothing in it is secret.
   */
  @Get('health')
  @SignedIn()
  read(@CurrentUser() { id }: Actor): Promise<SenderHealthResponse> {
    return this.health.readFor(id);
  }
}
