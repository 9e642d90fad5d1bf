import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How far a run has been claimed in its first pass, which goes by the deliveries' numbers. A row of its own for each
 * run, so that whoever claims waits for nobody who counts.
 */
@Entity('claim_cursors')
export class ClaimCursor {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'claim_cursors_pkey' })
  runId: string;

  /** Every delivery of the run up to this number has been claimed or closed at least once. */
  @Column('bigint', { default: 0 })
  claimedTo: number;
}
