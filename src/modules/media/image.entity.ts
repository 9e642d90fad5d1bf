import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a picture is for. */
export const imageKinds = ['post', 'avatar'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** One size of a picture. In the database, so that every instance serves it and a backup has it. */
@Entity('images')
@Index('images_name_key', ['name'], { unique: true })
@Index('images_owner_idx', ['ownerId', 'id'])
@Check('images_kind_check', `kind IN ('post', 'avatar')`)
export class Image {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'images_pkey' })
  id: string;

  /** The last part of its URL: 128 random bits, the width, the type. It never stands for other bytes. */
  @Column('text')
  name: string;

  @Column('text')
  kind: ImageKind;

  /** Who uploaded it. */
  @Column('uuid')
  ownerId: string;

  @Column('text')
  mime: string;

  /** Pixels. */
  @Column('int')
  width: number;

  /** Pixels. */
  @Column('int')
  height: number;

  @Column('bytea')
  bytes: Buffer;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
