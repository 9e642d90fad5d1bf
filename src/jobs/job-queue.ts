import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';

/** The tasks that workers know, with what each needs. A job only wakes somebody up: the tables are the truth. */
export interface Tasks {
  /** Take the run's clients in, slice by slice. */
  open_run: { runId: string };
  /** Send what is due of the run. */
  work_on_run: { runId: string };
  /** Close what is still open of a run that ended: expire or cancel it, slice by slice. */
  sweep_run: { runId: string };
  /** Send one message to one address, for trying out. */
  send_test_mail: { messageId: string; to: string };
  /** Send one mail of the service's own that carries no secret: what happened to an account, contact. */
  send_account_mail: {
    kind: string;
    to: string;
    /** Where answers go, if not to the sender of the service. */
    replyTo?: string;
    language: 'ru' | 'en';
    values: Record<string, string>;
  };
  /** Make a link of an account and mail it: the token is made when the mail leaves. */
  mail_account_link: {
    userId: string;
    kind: 'confirmation' | 'invitation' | 'password_reset' | 'address_change';
  };
  /** Tell the holder of the address that somebody registered under it. */
  mail_taken_address: { email: string };
  /** Mail whoever has the address, if anybody, a way back in. */
  mail_forgotten_password: { email: string };
}
export type TaskName = keyof Tasks;

export interface JobOptions {
  /** A job with the same key replaces the one that waits. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

/** Of a job that says nothing else. */
const mostTries = 25;

/** Adds jobs, inside the caller's transaction where one is given: the job exists only if the change does. */
@Injectable()
export class JobQueue {
  constructor(private readonly dataSource: DataSource) {}

  async add<Name extends TaskName>(
    task: Name,
    payload: Tasks[Name],
    { key, runAt, maxAttempts = mostTries }: JobOptions = {},
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    await manager.query(
      `SELECT graphile_worker.add_job($1, payload => $2::json, job_key => $3, run_at => $4, max_attempts => $5)`,
      [task, JSON.stringify(payload), key ?? null, runAt ?? null, maxAttempts],
    );
  }

  /** Jobs of one task, by one statement however many they are. */
  async addAll<Name extends TaskName>(
    task: Name,
    jobs: readonly { payload: Tasks[Name]; key: string }[],
    manager: EntityManager,
  ): Promise<void> {
    await manager.query(
      `SELECT graphile_worker.add_job($1, payload => job.payload, job_key => job.key, max_attempts => $3)
       FROM json_to_recordset($2::json) AS job (payload json, key text)`,
      [task, JSON.stringify(jobs), mostTries],
    );
  }
}
