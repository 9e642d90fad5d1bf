import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A batch that a worker took: which deliveries, and when to see whether all of them were settled. */
@Entity('claims')
@Index('claims_run_idx', ['runId'])
@Index('claims_check_idx', ['checkAt'])
export class Claim {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'claims_pkey',
  })
  id: number;

  @Column('uuid')
  runId: string;

  /** Of deliveries. */
  @Column('bigint', { array: true })
  numbers: number[];

  @Column({ type: 'timestamptz', precision: 3 })
  checkAt: Date;
}
