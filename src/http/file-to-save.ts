// Files of users as downloads: whatever is in them, a browser saves them and shows nothing.
import { StreamableFile } from '@nestjs/common';
import { extendedValue, unknownType } from '../domain/attached-file.js';

/** An answer with the file; its type is not told, so that nobody takes it for a page. The name must be clean. */
export function fileToSave(name: string, bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, {
    type: unknownType,
    disposition: saveAs(name),
    length: bytes.length,
  });
}

/** RFC 6266, section 5: the name in ASCII for old programs, and all of it where that is not the same. */
function saveAs(name: string): string {
  const ascii = name.replace(/[^ -~]/gu, '_').replace(/["\\%]/g, '_');
  const whole = ascii === name ? '' : `; filename*=${extendedValue(name)}`;
  return `attachment; filename="${ascii}"${whole}`;
}
