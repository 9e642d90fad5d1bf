import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';

@Entity('clients')
@Index('clients_owner_email_key', { synchronize: false })
@Index('clients_owner_phone_key', ['ownerId', 'phone'], { unique: true })
@Index('clients_owner_email_order_idx', { synchronize: false })
@Index('clients_tags_idx', { synchronize: false })
@Index('clients_search_idx', { synchronize: false })
@Index('clients_owner_id_idx', ['ownerId', 'id'])
@Index('clients_owner_name_idx', ['ownerId', 'fullName', 'id'])
@Index('clients_owner_operator_code_idx', ['ownerId', 'operatorCode', 'id'])
@Check('clients_contact_check', 'email IS NOT NULL OR phone IS NOT NULL')
@Check('clients_phone_check', `phone ~ '^7[0-9]{10}$'`)
@Check('clients_operator_code_check', `operator_code ~ '^[0-9]{3}$'`)
export class Client {
  @PrimaryColumn('uuid', { default: () => 'new_id()', primaryKeyConstraintName: 'clients_pkey' })
  id: string;

  @Column('uuid')
  ownerId: string;

  /** As typed; unique for the owner regardless of case by the index clients_owner_email_key. */
  @Column('text', { nullable: true })
  email: string | null;

  /** `7XXXXXXXXXX`. */
  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text')
  fullName: string;

  @Column('text', { default: '' })
  comment: string;

  /** Three digits: given, or digits 2-4 of the phone. */
  @Column('text', { nullable: true })
  operatorCode: string | null;

  @Column('text', { array: true, default: () => `'{}'` })
  tags: string[];

  @Column('text', { nullable: true })
  timezone: string | null;

  @Column('jsonb', { default: () => `'{}'` })
  attributes: Record<string, string | number | boolean | null>;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  createdAt: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  updatedAt: Date;
}
