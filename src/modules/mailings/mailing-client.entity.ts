import { Entity, Index, PrimaryColumn } from 'typeorm';

/** One chosen client of a mailing whose audience is a list. A deleted client leaves the list. */
@Entity('mailing_clients')
@Index('mailing_clients_client_idx', ['clientId'])
export class MailingClient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mailing_clients_pkey' })
  mailingId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mailing_clients_pkey' })
  clientId: string;
}
