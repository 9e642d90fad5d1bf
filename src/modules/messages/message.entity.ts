import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity('messages')
@Index('messages_owner_id_idx', ['ownerId', 'id'])
@Index('messages_owner_subject_idx', ['ownerId', 'subject', 'id'])
@Check('messages_body_check', 'html IS NOT NULL OR text IS NOT NULL')
export class Message {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'messages_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  @Column('text')
  subject: string;

  @Column('text', { nullable: true })
  html: string | null;

  @Column('text', { nullable: true })
  text: string | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
