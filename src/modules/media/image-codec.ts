// Turns whatever somebody uploaded into pictures of our own making: decoded, and encoded anew without metadata, so
// that nothing of the file itself is ever served.
import sharp from 'sharp';
import { DomainError, fieldProblem } from '../../domain/errors.js';
import { Turns } from '../../http/turns.js';

export interface ImageRules {
  maxPixels: number;
  /** The widths wanted, in pixels. A picture is never enlarged: a smaller one comes once, in its own width. */
  widths: readonly number[];
  /** Cut to a square around the middle. */
  isSquare?: boolean;
}

export interface EncodedImage {
  bytes: Buffer;
  mime: string;
  width: number;
  height: number;
}

type Format = 'jpeg' | 'png' | 'webp';

/** At 40 megapixels a decoder may need 160 MB: more than these at once and a small machine swaps. */
const atOnce = 2;
/** Each takes up to some two seconds; who would wait longer than a proxy does is told to come back. */
const mostWaiting = 16;
const busyRetryAfterSeconds = 5;
const timeoutSeconds = 15;
const quality = 80;
/** A column of pixels many times as high as wide is shrunk to this, which also keeps within what WebP can hold. */
const mostHeightPerWidth = 2;

const turns = new Turns({
  atOnce,
  mostWaiting,
  busy: 'image.busy',
  retryAfterSeconds: busyRetryAfterSeconds,
});

// Requests come in parallel already; and a cache of decoded uploads would only hold memory.
sharp.concurrency(1);
sharp.cache(false);
// Whatever the bytes claim to be, no other decoder is ever tried on them.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/**
 * The picture in every width asked for, smallest first, as WebP. Throws 400 on the field `file`: `IMAGE_TYPE` for
 * anything but PNG, JPEG and WebP, `IMAGE_PIXELS` for too many of them, `IMAGE_CORRUPT` for what cannot be decoded
 * whole; and `image.busy` when too many wait.
 */
export async function encodeImage(upload: Buffer, rules: ImageRules): Promise<EncodedImage[]> {
  const format = formatOf(upload);
  if (!format) throw fieldProblem('file', 'IMAGE_TYPE', 'must be a PNG, JPEG or WebP image');
  return turns.take(async () => {
    try {
      const original = await checkedSize(upload, format, rules.maxPixels);
      return await encodeSizes(upload, original, rules);
    } catch (fault) {
      if (fault instanceof DomainError) throw fault;
      throw fieldProblem('file', 'IMAGE_CORRUPT', 'cannot be read as an image; it may be damaged or cut off');
    }
  });
}

/** By the first bytes: names and declared types are the sender's to choose. */
function formatOf(bytes: Buffer): Format | null {
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : null;
}

interface Size {
  width: number;
  height: number;
}

/** Reads the header only, so that a bomb is refused before a pixel of it is unpacked. */
async function checkedSize(upload: Buffer, format: Format, maxPixels: number): Promise<Size> {
  // The limit is ours to check below: the library would not say which one was broken.
  const image = sharp(upload, { limitInputPixels: false }).timeout({ seconds: timeoutSeconds });
  const { format: found, width, height } = await image.metadata();
  if (found !== format) throw fieldProblem('file', 'IMAGE_TYPE', 'is not what its first bytes say');
  if (width * height > maxPixels) {
    throw fieldProblem('file', 'IMAGE_PIXELS', `must have at most ${maxPixels / 1e6} million pixels`);
  }
  return { width, height };
}

async function encodeSizes(upload: Buffer, original: Size, rules: ImageRules): Promise<EncodedImage[]> {
  const { maxPixels, widths, isSquare } = rules;
  const largest = Math.max(...widths);
  // A square is as wide as the shorter side, whichever way the picture lies.
  const widest = isSquare ? Math.min(largest, original.width, original.height) : largest;
  // Decoded once; the sizes are made from the largest.
  const { data, info } = await sharp(upload, { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: timeoutSeconds })
    .autoOrient()
    .resize({ ...boxOf(widest, isSquare), withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const smaller = widths.filter((width) => width < info.width);
  const sizes: EncodedImage[] = [];
  for (const width of [...smaller, info.width].toSorted((one, other) => one - other)) {
    const { data: bytes, info: made } = await sharp(data, { raw })
      .resize({ ...boxOf(width, isSquare), withoutEnlargement: true })
      .webp({ quality })
      .toBuffer({ resolveWithObject: true });
    sizes.push({ bytes, mime: 'image/webp', width: made.width, height: made.height });
  }
  return sizes;
}

function boxOf(width: number, isSquare = false) {
  return isSquare
    ? ({ width, height: width, fit: 'cover' } as const)
    : ({ width, height: width * mostHeightPerWidth, fit: 'inside' } as const);
}
