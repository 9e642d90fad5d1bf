import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AttachmentContent } from './attachment-content.entity.js';
import { Message } from './message.entity.js';

/** A file that the letters of a message carry. */
@Entity('attachments')
@Index('attachments_message_idx', ['messageId', 'id'])
@Index('attachments_content_idx', ['ownerId', 'hash'])
export class Attachment {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'attachments_pkey' })
  id: string;

  @Column('uuid')
  messageId: string;

  @ManyToOne(() => Message, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'message_id', foreignKeyConstraintName: 'attachments_message_fkey' })
  message?: Relation<Message>;

  @Column('uuid')
  ownerId: string;

  /** Cleaned: see domain/attached-file. */
  @Column('text')
  name: string;

  /** Media type without parameters. */
  @Column('text')
  type: string;

  /** Bytes. */
  @Column('int')
  size: number;

  /** SHA-256 of the content. */
  @Column('bytea')
  hash: Buffer;

  @ManyToOne(() => AttachmentContent)
  @JoinColumn([
    {
      name: 'owner_id',
      referencedColumnName: 'ownerId',
      foreignKeyConstraintName: 'attachments_content_fkey',
    },
    { name: 'hash', referencedColumnName: 'hash', foreignKeyConstraintName: 'attachments_content_fkey' },
  ])
  content?: Relation<AttachmentContent>;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
