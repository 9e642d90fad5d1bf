import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What somebody wrote in the contact form, to be answered by mail or phone. */
@Entity('contacts')
@Check('contacts_answer_check', 'email IS NOT NULL OR phone IS NOT NULL')
export class Contact {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'contacts_pkey' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  message: string;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;
}
