import { Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access-policy.js';
import { CurrentUser, OwnedBy, OwnerId, SignedIn } from '../../http/access.decorators.js';
import { csvFile } from '../../http/csv-file.js';
import { IdPipe } from '../../http/id.pipe.js';
import { mapPage, PageQuery } from '../../http/page.dto.js';
import { receiveForm, TakesUpload } from '../../http/upload.js';
import { importFields, readImportOptions } from './dto/import-options.js';
import {
  ImportPage,
  ImportResponse,
  StartedImportResponse,
  toImportListItem,
} from './dto/import.response.js';
import { ImportsService } from './imports.service.js';

const mostBytes = 2 * 1024 ** 3;

@ApiTags('clients')
@Controller('clients')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  /**
   * Imports clients from a CSV file: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1251; the first line names the
   * fields in English or Russian. A client that is known by email or phone gets the cells that are not empty
   * (`merge=update`), or stays as it is (`merge=skip`). `dryRun=true` only checks and counts.
   */
  @Post('import')
  @HttpCode(202)
  @SignedIn()
  @TakesUpload(importFields)
  async import(@CurrentUser() actor: Actor, @Req() request: FastifyRequest): Promise<StartedImportResponse> {
    const importId = await this.imports.add(actor.id, async (store) => {
      const names = ['merge', 'dryRun'] as const;
      const { value, fields } = await receiveForm(request, { maxBytes: mostBytes }, names, store);
      return { received: value, options: readImportOptions(fields) };
    });
    return { importId };
  }

  /** Own imports, newest first. */
  @Get('imports')
  @SignedIn()
  async list(@CurrentUser() actor: Actor, @Query() query: PageQuery): Promise<ImportPage> {
    return mapPage(await this.imports.listOwn(actor.id, query), toImportListItem);
  }

  /** How far an import is, and its first 100 errors. */
  @Get('imports/:id')
  @OwnedBy('imports', 'read')
  async get(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<ImportResponse> {
    const { work, errors } = await this.imports.get(ownerId, id);
    return { ...toImportListItem(work), errors };
  }

  /** The refused rows with their reasons: corrected, the file can be imported as it is. */
  @Get('imports/:id/rejected')
  @OwnedBy('imports', 'read')
  @ApiProduces('text/csv')
  async rejected(@OwnerId() ownerId: string, @Param('id', IdPipe) id: string): Promise<StreamableFile> {
    return csvFile('rejected.csv', await this.imports.rejected(ownerId, id));
  }

  /** All own clients, oldest first; the file imports back to the same clients. */
  @Get('export')
  @SignedIn()
  @ApiProduces('text/csv')
  export(@CurrentUser() actor: Actor): StreamableFile {
    return csvFile('clients.csv', this.imports.exportAll(actor.id));
  }
}
