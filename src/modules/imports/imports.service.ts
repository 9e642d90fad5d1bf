import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError, fieldProblem } from '../../domain/errors.js';
import { unsafeCharacters } from '../../domain/safe-text.js';
import type { PageQuery } from '../../http/page.dto.js';
import { ClientsService } from '../clients/clients.service.js';
import { EncodingSniffer, isForeign } from './file/encoding.js';
import { fieldColumns } from './file/columns.js';
import { writeTags } from './file/tag-list.js';
import type { Import, MergeRule } from './import.entity.js';
import { ImportsRepository, type ReceivedFile } from './imports.repository.js';

export interface LineError extends FieldError {
  line: number;
}

/** How an import is to be done. */
export interface ImportOptions {
  merge: MergeRule;
  dryRun: boolean;
}

const chunkBytes = 256 * 1024;
const renewEveryMs = 20_000;
const shownErrors = 100;
/** Of a table that goes out: few enough to be garbage again before the next are asked for. */
const rowsAtOnce = 500;

@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly clients: ClientsService,
  ) {}

  /**
   * Takes a file in and hands it to the workers. `receive` gives the file to the function it is called with, and
   * answers the options that came along. Whatever goes wrong, nothing stays.
   * @throws DomainError `import.already_running`, `import.too_many`, `request.invalid` for what is no table
   */
  async add(
    ownerId: string,
    receive: (
      store: (file: Readable, name: string) => Promise<ReceivedFile>,
    ) => Promise<{ received: ReceivedFile; options: ImportOptions }>,
  ): Promise<string> {
    const id = await this.imports.begin(ownerId);
    try {
      const { received, options } = await receive((file, name) => this.store(id, file, name));
      await this.imports.enqueue(id, { ...received, ...options });
      return id;
    } catch (fault) {
      await this.imports.discard(id);
      throw fault;
    }
  }

  private async store(id: string, file: Readable, name: string): Promise<ReceivedFile> {
    const sniffer = new EncodingSniffer();
    let number = 0;
    let bytes = 0;
    for await (const chunk of this.chunksOf(id, file)) {
      if (number === 0 && isForeign(chunk)) {
        throw fieldProblem('file', 'not_csv', 'must be a table as text (CSV), not a workbook or an archive');
      }
      sniffer.add(chunk);
      await this.imports.addChunk(id, number, chunk);
      number += 1;
      bytes += chunk.length;
    }
    if (bytes === 0) throw fieldProblem('file', 'empty', 'must not be empty');
    return { ...sniffer.verdict(), bytes, fileName: name.replace(unsafeCharacters, ' ').slice(0, 255) };
  }

  /** Pieces of one size; a slow sender is waited for as long as something comes. */
  private async *chunksOf(id: string, file: Readable): AsyncGenerator<Buffer> {
    let pieces: Buffer[] = [];
    let size = 0;
    let renewedAt = Date.now();
    for await (const piece of file as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size >= chunkBytes) {
        yield Buffer.concat(pieces);
        [pieces, size, renewedAt] = [[], 0, Date.now()];
      } else if (Date.now() - renewedAt > renewEveryMs) {
        await this.imports.renewUpload(id);
        renewedAt = Date.now();
      }
    }
    if (size > 0) yield Buffer.concat(pieces);
  }

  listOwn(ownerId: string, page: PageQuery) {
    return this.imports.pageOfOwner(ownerId, page);
  }

  /** An import with its first errors. */
  async get(ownerId: string, id: string): Promise<{ work: Import; errors: LineError[] }> {
    const work = await this.find(ownerId, id);
    const rows = await this.imports.rejectedAfter(id, 0, shownErrors);
    const ofRows = rows.flatMap(({ line, errors }) => errors.map((error) => ({ line, ...error })));
    const ofFile = work.fault ? [{ line: 1, ...work.fault }] : [];
    return { work, errors: [...ofFile, ...ofRows].slice(0, shownErrors) };
  }

  /** The refused rows as a table: their own columns, then line and reason. */
  async rejected(ownerId: string, id: string): Promise<{ header: string[]; rows: AsyncIterable<string[]> }> {
    const { header } = await this.find(ownerId, id);
    const columns = header ?? [];
    return { header: [...columns, 'line', 'reason'], rows: this.rejectedRows(id, columns.length) };
  }

  private async *rejectedRows(id: string, width: number): AsyncGenerator<string[]> {
    for (let line = 0; ;) {
      const rows = await this.imports.rejectedAfter(id, line, rowsAtOnce);
      for (const { line: number, cells, errors } of rows) {
        const reason = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
        yield [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), String(number), reason];
      }
      if (rows.length < rowsAtOnce) return;
      line = rows.at(-1)!.line;
    }
  }

  /** All clients of the owner as a table that `add` takes in again as it is. */
  exportAll(ownerId: string): { header: string[]; rows: AsyncIterable<string[]> } {
    return { header: [...fieldColumns], rows: this.clientRows(ownerId) };
  }

  private async *clientRows(ownerId: string): AsyncGenerator<string[]> {
    let after: string | null = null;
    for (;;) {
      const clients = await this.clients.ownedAfter(ownerId, after, rowsAtOnce);
      for (const client of clients) {
        const { email, phone, fullName, comment, operatorCode, tags, timezone, attributes } = client;
        const json = Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '';
        yield [email, phone, fullName, comment, operatorCode, writeTags(tags), timezone, json].map(
          (value) => value ?? '',
        );
      }
      if (clients.length < rowsAtOnce) return;
      after = clients.at(-1)!.id;
    }
  }

  private async find(ownerId: string, id: string): Promise<Import> {
    const found = await this.imports.findOwned(ownerId, id);
    if (!found) throw new DomainError('import.not_found');
    return found;
  }
}
