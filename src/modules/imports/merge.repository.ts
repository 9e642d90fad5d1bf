// Saves a handful of rows: clients, refused rows and progress in one transaction, a statement for each kind.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sqlStateOf } from '../../database/database-fault.js';
import type { BadRow, GoodRow } from './file/row.js';
import { IdsInOrder } from '../../database/ids-in-order.js';
import type { Import } from './import.entity.js';
import { workLease } from './imports.repository.js';
import { contactsOf, type KnownClient, type MergePlan, planMerge } from './merge-plan.js';

/** A record of the file; `row` is null for one without content. */
export interface Entry {
  /** Counts the records of the file; the header is 1. */
  number: number;
  row: GoodRow | BadRow | null;
}

/** Somebody else works on the import by now: nothing of this transaction was saved. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/** A cell that is shown in the list of refused rows has at most so many characters. */
const longestShownCell = 10_000;
const retriedStates = new Set(['23505', '40P01', '40001']); // unique_violation, deadlock, serialization
const mostTriesOfOne = 5;
const ids = new IdsInOrder();

@Injectable()
export class MergeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Saves the entries, in their order, with the progress. Where somebody saves one of the clients at the same moment,
   * or clients swap their contacts, half of the entries at a time. @throws LeaseLostError
   */
  async merge(work: Import, entries: readonly Entry[], bytesRead: number, tries = 0): Promise<void> {
    try {
      await this.dataSource.transaction((manager) => mergeIn(manager, work, entries, bytesRead));
    } catch (fault) {
      if (!retriedStates.has(sqlStateOf(fault) ?? '') || tries >= mostTriesOfOne) throw fault;
      if (entries.length === 1) return this.merge(work, entries, bytesRead, tries + 1);
      const half = Math.ceil(entries.length / 2);
      await this.merge(work, entries.slice(0, half), bytesRead);
      await this.merge(work, entries.slice(half), bytesRead);
    }
  }
}

async function mergeIn(
  manager: EntityManager,
  work: Import,
  entries: readonly Entry[],
  bytesRead: number,
): Promise<void> {
  const held = await manager.query<unknown[]>(
    `SELECT ${plansForAnyOwner} FROM imports WHERE id = $1 AND lease_token = $2 FOR NO KEY UPDATE`,
    [work.id, work.leaseToken],
  );
  if (held.length === 0) throw new LeaseLostError();
  const rows = entries.flatMap(({ row }) => row ?? []);
  const good = rows.filter((row): row is GoodRow => 'given' in row);
  const plan = planMerge(good, await knownClients(manager, work, good), work.merge, () => ids.next());
  const refused = [...rows.filter((row): row is BadRow => 'errors' in row), ...plan.refused];
  await (work.dryRun ? keepDrafts : keepClients)(manager, work, plan);
  await keepRefused(manager, work.id, refused);
  const { created, updated, skipped } = plan.counts;
  await manager.query(
    `UPDATE imports SET records = $2, bytes_read = $3, total = total + $4, created = created + $5,
       updated = updated + $6, skipped = skipped + $7, rejected = rejected + $8, tries = 0,
       lease_until = now() + interval '${workLease}'
     WHERE id = $1`,
    [work.id, entries.at(-1)!.number, bytesRead, rows.length, created, updated, skipped, refused.length],
  );
}

/**
 * For this transaction. Statistics know nothing of an owner who is new beside others with a million clients; a plan for
 * that very owner then takes any index that begins with the owner, and reads all its clients for each contact anew.
 */
const plansForAnyOwner = `set_config('plan_cache_mode', 'force_generic_plan', true)`;

const clientColumns = `clients.id, clients.email, clients.phone, full_name AS "fullName", comment,
  operator_code AS "operatorCode", tags, timezone, attributes`;

/** The clients that the rows' contacts belong to; locked in the order of their ids, so that nobody waits in a circle. */
async function knownClients(
  manager: EntityManager,
  work: Import,
  rows: readonly GoodRow[],
): Promise<KnownClient[]> {
  const emails = rows.flatMap(({ given }) => given.email?.toLowerCase() ?? []);
  const phones = rows.flatMap(({ given }) => given.phone ?? []);
  const parameters = [work.ownerId, emails, phones];
  if (!work.dryRun) {
    return manager.query(
      `SELECT ${clientColumns} FROM clients WHERE id = ANY (ARRAY(${idsByContact})) ORDER BY id FOR NO KEY UPDATE`,
      parameters,
    );
  }
  const drafts = await manager.query<Pick<KnownClient, 'id' | 'email' | 'phone'>[]>(draftsByContact, [
    work.id,
    emails,
    phones,
  ]);
  const untouched = await manager.query<KnownClient[]>(
    `SELECT ${clientColumns} FROM clients WHERE id = ANY (ARRAY(${idsByContact}))
       AND NOT EXISTS (SELECT FROM import_drafts WHERE import_id = $4 AND client_id = clients.id)`,
    [...parameters, work.id],
  );
  return [...untouched, ...drafts.map((contacts) => ({ ...blank, ...contacts }))];
}

// One look into a unique index for each contact. `= ANY` would leave the choice to statistics, which a table that is just
// being filled does not have yet: the planner then reads all of it, for every thousand rows anew.
const idsByContact = `
  SELECT found.id FROM unnest($2::text[]) AS wanted (value), LATERAL (
    SELECT id FROM clients WHERE owner_id = $1 AND lower(email) = wanted.value LIMIT 1) AS found
  UNION SELECT found.id FROM unnest($3::text[]) AS wanted (value), LATERAL (
    SELECT id FROM clients WHERE owner_id = $1 AND phone = wanted.value LIMIT 1) AS found`;

const draftsByContact = `
  SELECT found.* FROM unnest($2::text[]) AS wanted (value), LATERAL (
    SELECT client_id AS id, email, phone FROM import_drafts
    WHERE import_id = $1 AND lower(email) = wanted.value LIMIT 1) AS found
  UNION SELECT found.* FROM unnest($3::text[]) AS wanted (value), LATERAL (
    SELECT client_id AS id, email, phone FROM import_drafts
    WHERE import_id = $1 AND phone = wanted.value LIMIT 1) AS found`;

/** Of a client that a dry run has touched only the contacts are kept: no other field decides what a row does. */
const blank = { fullName: '-', comment: '', operatorCode: null, tags: [], timezone: null, attributes: {} };

const givenClients = `json_to_recordset($2::json) AS given (
  id uuid, email text, phone text, "fullName" text, comment text, "operatorCode" text, tags text[], timezone text,
  attributes jsonb)`;

async function keepClients(manager: EntityManager, { ownerId }: Import, plan: MergePlan): Promise<void> {
  if (plan.changed.length > 0) {
    await manager.query(
      `UPDATE clients SET email = given.email, phone = given.phone, full_name = given."fullName",
         comment = given.comment, operator_code = given."operatorCode", tags = given.tags,
         timezone = given.timezone, attributes = given.attributes, updated_at = now()
       FROM ${givenClients} WHERE clients.id = given.id AND clients.owner_id = $1`,
      [ownerId, jsonOf(plan.changed)],
    );
  }
  if (plan.created.length > 0) {
    await manager.query(
      `INSERT INTO clients (id, owner_id, email, phone, full_name, comment, operator_code, tags, timezone, attributes)
       SELECT id, $1, email, phone, "fullName", comment, "operatorCode", tags, timezone, attributes
       FROM ${givenClients}`,
      [ownerId, jsonOf(plan.created)],
    );
  }
}

async function keepDrafts(manager: EntityManager, { id }: Import, plan: MergePlan): Promise<void> {
  const contacts = [...plan.created, ...plan.changed].filter((client) => contactsOf(client).length > 0);
  await manager.query(
    `INSERT INTO import_drafts (import_id, client_id, email, phone)
     SELECT $1, id, email, phone FROM ${givenClients}
     ON CONFLICT (import_id, client_id) DO UPDATE SET email = excluded.email, phone = excluded.phone`,
    [id, jsonOf(contacts.map((client) => ({ id: client.id, email: client.email, phone: client.phone })))],
  );
}

async function keepRefused(
  manager: EntityManager,
  importId: string,
  refused: readonly BadRow[],
): Promise<void> {
  if (refused.length === 0) return;
  const storable = refused.map(({ line, cells, errors }) => ({
    line,
    cells: cells.map(storableCell),
    errors,
  }));
  await manager.query(
    `INSERT INTO import_rejects (import_id, line, cells, errors)
     SELECT $1, line, cells, errors FROM json_to_recordset($2::json) AS given (line int, cells jsonb, errors jsonb)
     ON CONFLICT DO NOTHING`,
    [importId, jsonOf(storable)],
  );
}

/**
 * A JSON list as bytes. One string of a thousand rows would be an object so large that only the rare collections of
 * all memory find it again: the worker would hold a hundred megabytes of them.
 */
function jsonOf(rows: readonly object[]): Buffer {
  const [comma, open, close] = [',', '[', ']'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
  const pieces = rows.flatMap((row, index) => [index === 0 ? open : comma, Buffer.from(JSON.stringify(row))]);
  return Buffer.concat([...(rows.length === 0 ? [open] : pieces), close]);
}

/** PostgreSQL's text and JSON know neither NUL nor halves of surrogate pairs. */
export function storableCell(cell: string): string {
  return cell.slice(0, longestShownCell).replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
