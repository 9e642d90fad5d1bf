import { Injectable } from '@nestjs/common';
import { Remembered } from '../../cache/remembered.js';
import { Transactions } from '../../database/transaction.js';
import { type Actor, hasPermission } from '../../domain/access-policy.js';
import { DomainError } from '../../domain/errors.js';
import { slugOf } from '../../domain/slug.js';
import type { Page } from '../../http/page.dto.js';
import { ImagesService } from '../media/images.service.js';
import { safeContent } from './post-content.js';
import { isPublished } from './post-status.js';
import type { Post } from './post.entity.js';
import { PostFilter, PostsRepository } from './posts.repository.js';

export interface PostDraft {
  title: string;
  content: string;
  publishAt: Date | null;
}

/** Out of so many the posts of the home page are drawn, anew on every call; the pool itself changes when it is renewed. */
const poolSize = 20;
const poolKey = 'blog:pool';
const poolLifetime = { lifeMs: 30_000, renewAfterMs: 15_000 };

@Injectable()
export class PostsService {
  constructor(
    private readonly posts: PostsRepository,
    private readonly images: ImagesService,
    private readonly remembered: Remembered,
    private readonly transactions: Transactions,
  ) {}

  /** What is not published is listed for writers only, and only when they ask. Throws 401 or 403. */
  async list(filter: PostFilter, actor: Actor | null): Promise<Page<Post>> {
    if (filter.status !== undefined) {
      if (!actor) throw new DomainError('auth.token_missing');
      if (!mayWrite(actor)) throw new DomainError('access.denied');
    }
    return this.posts.findPage(filter);
  }

  /** Throws `post.not_found`, also for what the actor may not see yet. */
  async read(slug: string, actor: Actor | null): Promise<Post> {
    const post = isSlug(slug) ? await this.posts.findBySlug(slug) : null;
    if (!post || !(isPublished(post) || mayWrite(actor))) throw new DomainError('post.not_found');
    return post;
  }

  /** The same, and counts it as one view where the post is published. */
  async view(slug: string, actor: Actor | null): Promise<Post> {
    const viewed = isSlug(slug) ? await this.posts.countView(slug) : null;
    return viewed ?? this.read(slug, actor);
  }

  newest(limit: number): Promise<Post[]> {
    return this.posts.findNewest(limit);
  }

  /** Published posts to draw from, at most half a minute old in this process. */
  async pool(): Promise<Post[]> {
    const { value } = await this.remembered.read(poolKey, poolLifetime, () =>
      this.posts.findRandom(poolSize),
    );
    return value.map(withDates);
  }

  async create({ title, content, publishAt }: PostDraft, actor: Actor): Promise<Post> {
    const values = { title, content: safeContent(content), publishAt, authorId: actor.id };
    const post = await this.posts.insert(slugOf(title), values);
    await this.remembered.forget(poolKey);
    return post;
  }

  /** What is left out stays. Throws `post.not_found`. */
  async change(id: string, { content, ...others }: Partial<PostDraft>): Promise<Post> {
    const changes = content === undefined ? others : { ...others, content: safeContent(content) };
    const post = await this.posts.change(id, changes);
    if (!post) throw new DomainError('post.not_found');
    await this.remembered.forget(poolKey);
    return post;
  }

  /** Throws `post.not_found`. */
  async delete(id: string): Promise<void> {
    await this.transactions.run(async (transaction) => {
      const post = await this.posts.findLocked(id, transaction);
      if (!post) throw new DomainError('post.not_found');
      await this.posts.delete(id, transaction);
      await this.images.remove(post.picture, transaction);
    });
    await this.remembered.forget(poolKey);
  }

  /** Throws `post.not_found` before `upload` is asked for the bytes, and what ImagesService.prepare throws. */
  async setPicture(id: string, actor: Actor, upload: () => Promise<Buffer>): Promise<Post> {
    if (!(await this.posts.findById(id))) throw new DomainError('post.not_found');
    const prepared = await this.images.prepare('post', await upload());
    return this.replacePicture(id, (transaction) => this.images.store(prepared, actor.id, transaction));
  }

  /** Throws `post.not_found`; a post without a picture stays as it is. */
  removePicture(id: string): Promise<Post> {
    return this.replacePicture(id, async () => null);
  }

  private async replacePicture(
    id: string,
    store: (transaction: Parameters<ImagesService['store']>[2]) => Promise<Post['picture']>,
  ): Promise<Post> {
    const post = await this.transactions.run(async (transaction) => {
      const before = await this.posts.findLocked(id, transaction);
      if (!before) throw new DomainError('post.not_found');
      const changed = await this.posts.change(id, { picture: await store(transaction) }, transaction);
      await this.images.remove(before.picture, transaction);
      return changed!;
    });
    await this.remembered.forget(poolKey);
    return post;
  }
}

function mayWrite(actor: Actor | null): boolean {
  return actor !== null && hasPermission(actor, 'blog.write');
}

function isSlug(text: string): boolean {
  return /^[a-z0-9-]{1,100}$/.test(text);
}

/** The cache keeps JSON, where times are text. */
function withDates(post: Post): Post {
  const publishAt = post.publishAt && new Date(post.publishAt);
  return { ...post, publishAt, createdAt: new Date(post.createdAt), updatedAt: new Date(post.updatedAt) };
}
