import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mail that the development mail server took; a mail to several addresses has a row for each. */
@Entity('inbox_mails')
export class InboxMail {
  /** UUIDv7: sorts by the time of arrival. */
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'inbox_mails_pkey' })
  id: string;

  /** Of the envelope; empty for the null sender. */
  @Column('text')
  mailFrom: string;

  /** Of the envelope. */
  @Column('text')
  rcptTo: string;

  @Column('bytea', { select: false })
  raw: Buffer;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  receivedAt: Date;
}
