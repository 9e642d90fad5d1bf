import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The bytes of a file, once for each owner: messages and runs refer to them by their hash. */
@Entity('attachment_contents')
export class AttachmentContent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'attachment_contents_pkey' })
  ownerId: string;

  /** SHA-256. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'attachment_contents_pkey' })
  hash: Buffer;

  @Column('bytea')
  bytes: Buffer;
}
