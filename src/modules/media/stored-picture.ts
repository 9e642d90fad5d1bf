// A picture as other tables keep it: where each of its sizes is.
import type { ImageSizeResponse } from './dto/image-size.response.js';

export interface StoredSize {
  /** The last part of its URL. */
  name: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

/** Smallest size first; never empty. */
export interface StoredPicture {
  sizes: StoredSize[];
}

/** From the root of this service, so that it holds under whatever name the service is reached. */
export function urlOfImage(name: string): string {
  return `/api/v1/media/${name}`;
}

/** The largest size, or null where there is no picture. */
export function urlOfPicture(picture: StoredPicture | null): string | null {
  const largest = picture?.sizes.at(-1);
  return largest ? urlOfImage(largest.name) : null;
}

/** Every size, smallest first, for `srcset`. */
export function sizesOfPicture(picture: StoredPicture | null): ImageSizeResponse[] {
  return (picture?.sizes ?? []).map(({ name, width, height }) => ({ url: urlOfImage(name), width, height }));
}
