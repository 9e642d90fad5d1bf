// What an uploaded file comes to before it is stored: its name, its type, and whether mail programs would take it.
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import {
  cleanFileName,
  cleanMediaType,
  isProgramExtension,
  isProgramName,
  unknownType,
} from '../../domain/attached-file.js';
import { fieldProblem } from '../../domain/errors.js';

/** A file as a form brought it: the name and the type are the sender's words. */
export interface UploadedFile {
  bytes: Buffer;
  name: string;
  type: string;
}

export interface PreparedFile extends UploadedFile {
  /** SHA-256. */
  hash: Buffer;
}

/** Formats of many formats: what is inside is better told by whoever declared it. */
const containers = new Set(['application/zip', 'application/x-cfb', 'application/xml']);
/** Enough for every format; whoever made the file may have made it hard to read. */
const mostSniffedBytes = 256 * 1024;
const binaryPrograms = new Set(['elf', 'macho']);

/**
 * Cleans name and type; the first bytes of the file count more than the type that was declared. Throws 400 on the
 * field `file`: `ATTACHMENT_EMPTY`, or `ATTACHMENT_TYPE` for programs, by their name or by their first bytes.
 */
export async function preparedFile({ bytes, ...given }: UploadedFile): Promise<PreparedFile> {
  if (bytes.length === 0) throw fieldProblem('file', 'ATTACHMENT_EMPTY', 'is empty');
  const name = cleanFileName(given.name);
  const found = await sniffed(bytes);
  if (isProgramName(name) || (found && isProgram(found.ext))) {
    throw fieldProblem(
      'file',
      'ATTACHMENT_TYPE',
      'is a program or a script; mail providers refuse letters with it, so offer it as a link',
    );
  }
  const declared = cleanMediaType(given.type);
  return { bytes, name, type: typeOf(found?.mime, declared), hash: sha256(bytes) };
}

function typeOf(found: string | undefined, declared: string): string {
  if (found === undefined) return declared;
  const isInside = /^application\/|\+xml$/.test(declared) && declared !== unknownType;
  return containers.has(found) && isInside ? declared : cleanMediaType(found);
}

/** What the first bytes say. Two letters are enough for some programs: text that begins with them has no NUL in it. */
async function sniffed(bytes: Buffer) {
  const found = await fileTypeFromBuffer(bytes.subarray(0, mostSniffedBytes));
  return found && isProgram(found.ext) && !bytes.subarray(0, 512).includes(0) ? undefined : found;
}

function isProgram(extension: string): boolean {
  return isProgramExtension(extension) || binaryPrograms.has(extension);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
