// Takes the clients of a run in: its deliveries are a snapshot, made in slices so that the first letters leave
// while the rest of a million is still being written.
import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { ChannelName } from '../../domain/mailing-status.js';
import { slotsOf } from '../../domain/personalization.js';
import { AudienceFilter } from '../mailings/mailing.entity.js';
import { isSuppressed } from './sql/suppressed.js';

/** The first slice is small, so that sending starts at once. */
const firstSliceSize = 1_000;
const sliceSize = 10_000;

interface OpeningRun {
  mailingId: string;
  ownerId: string;
  channel: ChannelName;
  subject: string;
  html: string | null;
  text: string | null;
  startedAt: Date;
  timezone: string;
  windowFrom: string | null;
  windowTo: string | null;
  cursor: string | null;
  filter: AudienceFilter | null;
}

@Injectable()
export class RunOpener {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes in the next slice. True when the snapshot is whole, or the run is not open any more. */
  async openSlice(runId: string): Promise<boolean> {
    return this.dataSource.transaction(async (transaction) => {
      const run = await this.lockRun(transaction, runId);
      if (!run) return true;
      // A list is short, and the mailing's own: it is taken whole, before anybody can change it.
      const size = run.cursor === null && run.filter !== null ? firstSliceSize : sliceSize;
      const { statement, parameters } = sliceStatement(runId, run, size);
      const [slice] = await transaction.query<{ taken: number; suppressed: number; last: string | null }[]>(
        statement,
        parameters,
      );
      const isDone = slice!.taken < size;
      await transaction.query(
        `UPDATE runs SET total = total + $2, suppressed = suppressed + $5, snapshot_cursor = coalesce($3, snapshot_cursor),
           snapshot_done_at = CASE WHEN $4 THEN now() END
         WHERE id = $1`,
        [runId, slice!.taken, slice!.last, isDone, slice!.suppressed],
      );
      return isDone;
    });
  }

  private async lockRun(transaction: EntityManager, runId: string): Promise<OpeningRun | undefined> {
    const [run] = await transaction.query<OpeningRun[]>(
      `SELECT r.mailing_id AS "mailingId", r.owner_id AS "ownerId", r.channel, r.subject, r.html, r.text,
         r.started_at AS "startedAt", r.snapshot_cursor AS cursor, r.audience_filter AS filter,
         r.timezone, r.window_from AS "windowFrom", r.window_to AS "windowTo"
       FROM runs r
       WHERE r.id = $1 AND r.status = 'running' AND r.snapshot_done_at IS NULL
       FOR UPDATE`,
      [runId],
    );
    return run;
  }
}

/** Only fixed names get into the text; every value is a parameter. */
function sliceStatement(runId: string, run: OpeningRun, size: number) {
  const parameters: unknown[] = [];
  const $: Parameter = (value, type) => `$${parameters.push(value)}::${type}`;
  const contact = contactColumns[run.channel];
  const conditions = [
    `c.owner_id = ${$(run.ownerId, 'uuid')}`,
    `c.created_at <= ${$(run.startedAt, 'timestamptz')}`,
    `${contact} IS NOT NULL`,
  ];
  if (run.cursor !== null) conditions.push(`c.id > ${$(run.cursor, 'uuid')}`);
  if (run.filter === null) {
    const list = $(run.mailingId, 'uuid');
    conditions.push(`c.id IN (SELECT client_id FROM mailing_clients WHERE mailing_id = ${list})`);
  }
  if (run.filter?.operatorCodes?.length) {
    conditions.push(`c.operator_code = ANY (${$(run.filter.operatorCodes, 'text[]')})`);
  }
  if (run.filter?.tags?.length) conditions.push(`c.tags && ${$(run.filter.tags, 'text[]')}`);

  const statement = `
    WITH taken AS (
      INSERT INTO deliveries (owner_id, mailing_id, run_id, client_id, recipient, recipient_name, slots, timezone,
        status, next_attempt_at)
      SELECT c.owner_id, ${$(run.mailingId, 'uuid')}, ${$(runId, 'uuid')}, c.id, ${contact}, c.full_name,
        ${slotsExpression(slotsOf(run.subject, run.html ?? '', run.text ?? ''), $)}, ${windowColumns(run, contact, $)}
      FROM clients c WHERE ${conditions.join(' AND ')}
      ORDER BY c.id LIMIT ${$(size, 'int')}
      RETURNING client_id, status
    )
    SELECT count(*) AS taken, count(*) FILTER (WHERE status = 'suppressed') AS suppressed, (SELECT client_id FROM taken ORDER BY client_id DESC LIMIT 1) AS last FROM taken`;
  return { statement, parameters };
}

/** What a channel sends to; a client without it cannot be reached by that channel. */
const contactColumns: Record<ChannelName, string> = {
  email: 'c.email',
  sms: 'c.phone',
  console: 'coalesce(c.email, c.phone)',
};

type Parameter = (value: unknown, type: string) => string;

/**
 * Zone, status and next attempt: who must not be written to is closed at once, who is outside the local window waits
 * for its next opening.
 */
function windowColumns(run: OpeningRun, contact: string, $: Parameter): string {
  const suppressed = isSuppressed('c.owner_id', contact);
  if (run.windowFrom === null || run.windowTo === null)
    return `NULL, CASE WHEN ${suppressed} THEN 'suppressed' ELSE 'pending' END, NULL`;
  const zone = `coalesce(c.timezone, ${$(run.timezone, 'text')})`;
  const opening = `window_opening(now(), ${zone}, ${$(run.windowFrom, 'time')}, ${$(run.windowTo, 'time')})`;
  return `${zone}, CASE WHEN ${suppressed} THEN 'suppressed' WHEN ${opening} > now() THEN 'deferred' ELSE 'pending' END,
    CASE WHEN NOT ${suppressed} THEN nullif(${opening}, now()) END`;
}

const slotColumns: Record<string, string> = {
  fullName: 'c.full_name',
  email: 'c.email',
  phone: 'c.phone',
  operatorCode: 'c.operator_code',
};

/** A JSON object with the value of each slot that the message uses; what a client lacks is left out. */
function slotsExpression(slots: readonly string[], $: Parameter): string {
  const pairs = slots.flatMap((slot) => {
    const column = slotColumns[slot];
    if (column) return [`'${slot}', ${column}`];
    if (!slot.startsWith('attributes.')) return [];
    return [`${$(slot, 'text')}, c.attributes ->> ${$(slot.slice('attributes.'.length), 'text')}`];
  });
  return pairs.length === 0 ? `'{}'::jsonb` : `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`;
}
