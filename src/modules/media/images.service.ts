import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { DomainError } from '../../domain/errors.js';
import { encodeImage, type EncodedImage, type ImageRules } from './image-codec.js';
import type { ImageKind } from './image.entity.js';
import { ImagesRepository } from './images.repository.js';
import type { StoredPicture } from './stored-picture.js';

/** Bytes of an upload; the reader of the request keeps to it. */
export const maxUploadBytes = 5 * 1024 * 1024;

const maxPixels = 40_000_000;

const rulesOf: Record<ImageKind, ImageRules> = {
  post: { maxPixels, widths: [320, 960, 1600] },
  avatar: { maxPixels, widths: [256], isSquare: true },
};

/** A picture that was made but not stored yet. */
export interface PreparedPicture {
  kind: ImageKind;
  sizes: readonly EncodedImage[];
}

@Injectable()
export class ImagesService {
  constructor(private readonly images: ImagesRepository) {}

  /**
   * Decodes an upload and encodes it anew in the sizes of its kind. Slow: call it before the transaction is opened.
   * Throws 400 `IMAGE_TYPE`, `IMAGE_PIXELS` or `IMAGE_CORRUPT` on the field `file`, and `image.busy`.
   */
  async prepare(kind: ImageKind, upload: Buffer): Promise<PreparedPicture> {
    return { kind, sizes: await encodeImage(upload, rulesOf[kind]) };
  }

  /** Stores what `prepare` made. The answer is for the row that shows the picture. */
  async store(
    { kind, sizes }: PreparedPicture,
    ownerId: string,
    transaction?: Transaction,
  ): Promise<StoredPicture> {
    const secret = randomBytes(16).toString('hex');
    const images = sizes.map((size) => ({ ...size, kind, ownerId, name: `${secret}-${size.width}.webp` }));
    await this.images.insert(images, transaction);
    return { sizes: images.map(({ name, width, height }) => ({ name, width, height })) };
  }

  /** Removes every size; nothing happens where there is no picture. */
  async remove(picture: StoredPicture | null, transaction?: Transaction): Promise<void> {
    await this.images.deleteByNames(picture?.sizes.map(({ name }) => name) ?? [], transaction);
  }

  /** Throws `image.not_found`. */
  async read(name: string) {
    const image = isImageName(name) ? await this.images.findByName(name) : null;
    if (!image) throw new DomainError('image.not_found');
    return image;
  }
}

function isImageName(name: string): boolean {
  return /^[0-9a-f]{32}-[0-9]{1,4}\.webp$/.test(name);
}
