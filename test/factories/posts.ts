import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Post } from '../../src/modules/blog/post.entity.js';

/** A published post straight in the database. */
export async function aPost(dataSource: DataSource, values: Partial<Post> = {}): Promise<Post> {
  const posts = dataSource.getRepository(Post);
  const { id } = await posts.save(
    posts.create({
      slug: `post-${randomUUID()}`,
      title: 'A post',
      content: '<p>Some words.</p>',
      publishAt: new Date(Date.now() - 60_000),
      authorId: randomUUID(),
      ...values,
    }),
  );
  return posts.findOneByOrFail({ id });
}
