import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AttachmentContent } from '../messages/attachment-content.entity.js';
import { Run } from './run.entity.js';

/** A file as a run sends it, whatever becomes of the message's own: the content is referred to, not copied. */
@Entity('run_attachments')
@Index('run_attachments_content_idx', ['ownerId', 'hash'])
export class RunAttachment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'run_attachments_pkey' })
  runId: string;

  @ManyToOne(() => Run, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'run_attachments_run_fkey' })
  run?: Relation<Run>;

  /** Counts from 1. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'run_attachments_pkey' })
  position: number;

  @Column('uuid')
  ownerId: string;

  @Column('text')
  name: string;

  @Column('text')
  type: string;

  /** Bytes. */
  @Column('int')
  size: number;

  @Column('bytea')
  hash: Buffer;

  @ManyToOne(() => AttachmentContent)
  @JoinColumn([
    {
      name: 'owner_id',
      referencedColumnName: 'ownerId',
      foreignKeyConstraintName: 'run_attachments_content_fkey',
    },
    { name: 'hash', referencedColumnName: 'hash', foreignKeyConstraintName: 'run_attachments_content_fkey' },
  ])
  content?: Relation<AttachmentContent>;
}
