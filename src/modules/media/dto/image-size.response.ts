export class ImageSizeResponse {
  url: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}
