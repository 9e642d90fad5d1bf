import { ImageSizeResponse } from '../../media/dto/image-size.response.js';
import { sizesOfPicture, urlOfPicture } from '../../media/stored-picture.js';
import { shownContent } from '../post-content.js';
import type { Post } from '../post.entity.js';

export class PostResponse {
  id: string;
  slug: string;
  /** Plain text. */
  title: string;
  /** HTML that is safe to show. */
  content: string;
  /** The largest size, from the root of this service. */
  imageUrl: string | null;
  /** Every size, smallest first. */
  imageSizes: ImageSizeResponse[];
  views: number;
  /** Null: a draft. */
  publishAt: Date | null;
}

export class PostPreviewResponse {
  /** HTML that is safe to show. */
  content: string;
}

export class PostPageResponse {
  items: PostResponse[];
  nextCursor: string | null;
  total?: number;
}

export function toPostResponse(post: Post): PostResponse {
  return {
    id: post.id,
    slug: post.slug,
    title: post.title,
    content: shownContent(post.content),
    imageUrl: urlOfPicture(post.picture),
    imageSizes: sizesOfPicture(post.picture),
    views: post.views,
    publishAt: post.publishAt,
  };
}
