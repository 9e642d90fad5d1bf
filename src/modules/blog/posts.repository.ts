import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { EntityManager, LessThanOrEqual, Repository } from 'typeorm';
import { containing } from '../../database/containing.js';
import { violatedUniqueIndex } from '../../database/database-fault.js';
import { KeysetRequest, readPage } from '../../database/keyset.js';
import { numberedSlug } from '../../domain/slug.js';
import { Post } from './post.entity.js';
import type { PostStatus } from './post-status.js';

export interface PostFilter extends KeysetRequest {
  search?: string;
  /** Default: published. */
  status?: PostStatus | 'all';
}

export type NewPost = Pick<Post, 'title' | 'content' | 'publishAt' | 'authorId'>;
export type PostChanges = Partial<Pick<Post, 'title' | 'content' | 'publishAt' | 'picture'>>;

const conditions: Record<PostStatus | 'all', string> = {
  draft: 'post.publishAt IS NULL',
  scheduled: 'post.publishAt > now()',
  published: 'post.publishAt <= now()',
  all: 'true',
};

/** Others may take the number that was free a moment ago; each try looks anew. */
const mostTries = 50;

@Injectable()
export class PostsRepository {
  constructor(@InjectRepository(Post) private readonly posts: Repository<Post>) {}

  findById(id: string): Promise<Post | null> {
    return this.posts.findOneBy({ id });
  }

  findBySlug(slug: string): Promise<Post | null> {
    return this.posts.findOneBy({ slug });
  }

  /** Locked until the transaction ends, so that two new pictures at once leave no orphan. */
  findLocked(id: string, manager: EntityManager): Promise<Post | null> {
    return manager.findOne(Post, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Counts one view of the post if it is published, and reads it, in one step: parallel views all count. */
  async countView(slug: string): Promise<Post | null> {
    const { raw } = await this.posts
      .createQueryBuilder()
      .update()
      .set({ views: () => 'views + 1', updatedAt: () => 'updated_at' })
      .where('slug = :slug AND publish_at <= now()', { slug })
      .returning('id, views')
      .execute();
    const [counted] = raw as { id: string; views: string }[];
    if (!counted) return null;
    const post = await this.findById(counted.id);
    return post && Object.assign(post, { views: Number(counted.views) });
  }

  findPage({ status = 'published', search, ...request }: PostFilter) {
    const query = this.posts.createQueryBuilder('post').where(conditions[status]);
    if (search) {
      query.andWhere('post.title ILIKE :pattern', { pattern: containing(search) });
    }
    // Only what is published can use the index; drafts have no time to sort by.
    const publishAt = status === 'published' ? 'post.publishAt' : 'coalesce(post.publishAt, post.createdAt)';
    return readPage(query, request, {
      fields: { publishAt, createdAt: 'post.id', title: 'lower(post.title)' },
      defaultSort: '-publishAt',
      key: 'post.id',
    });
  }

  findNewest(limit: number): Promise<Post[]> {
    return this.posts.find({
      where: { publishAt: LessThanOrEqual(new Date()) },
      order: { publishAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  /** So many published posts, any of them. */
  findRandom(limit: number): Promise<Post[]> {
    return this.posts
      .createQueryBuilder('post')
      .where(
        (query) =>
          `post.id IN ${query
            .subQuery()
            .select('chosen.id')
            .from(Post, 'chosen')
            .where('chosen.publishAt <= now()')
            .orderBy('random()')
            .limit(limit)
            .getQuery()}`,
      )
      .getMany();
  }

  /** Under the first free number of the slug. */
  async insert(slug: string, values: NewPost): Promise<Post> {
    for (let tries = 1; ; tries += 1) {
      try {
        const free = numberedSlug(slug, (await this.highestNumber(slug)) + 1);
        const { id } = await this.posts.save(this.posts.create({ ...values, slug: free }));
        return await this.posts.findOneByOrFail({ id });
      } catch (fault) {
        if (violatedUniqueIndex(fault) !== 'posts_slug_key' || tries === mostTries) throw fault;
      }
    }
  }

  async change(id: string, changes: PostChanges, manager: EntityManager = this.posts.manager) {
    if (Object.keys(changes).length > 0) await manager.update(Post, { id }, changes);
    return manager.findOneBy(Post, { id });
  }

  async delete(id: string, manager: EntityManager): Promise<void> {
    await manager.delete(Post, { id });
  }

  /** 0 where nobody has the slug, 1 where one has it as it is. */
  private async highestNumber(slug: string): Promise<number> {
    const numbers = `CASE WHEN slug = $1 THEN 1 ELSE substr(slug, length($1) + 2)::numeric END`;
    const [row] = await this.posts.query(
      `SELECT coalesce(max(${numbers}), 0)::text AS highest FROM posts
        WHERE slug = $1 OR (starts_with(slug, $1 || '-') AND substr(slug, length($1) + 2) ~ '^[1-9][0-9]{0,8}$')`,
      [slug],
    );
    return Number(row.highest);
  }
}
