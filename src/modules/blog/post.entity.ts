import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { StoredPicture } from '../media/stored-picture.js';

@Entity('posts')
@Index('posts_slug_key', ['slug'], { unique: true })
@Index('posts_publish_at_idx', ['publishAt', 'id'])
export class Post {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'posts_pkey' })
  id: string;

  /** Made from the first title and never changed: links to the post must go on working. */
  @Column('text')
  slug: string;

  /** Plain text. */
  @Column('text')
  title: string;

  /** HTML, of the allowed elements only. */
  @Column('text')
  content: string;

  @Column('jsonb', { nullable: true })
  picture: StoredPicture | null;

  /** Only ever counted up, in the database. */
  @Column('bigint', { default: 0, transformer: { from: Number, to: (views?: number) => views } })
  views: number;

  /** Shown from then on; null for a draft. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  publishAt: Date | null;

  @Column('uuid')
  authorId: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
