// Further fields of a client as a form has them: every value is typed as text, and keeps its kind where it still fits.
export type AttributeValue = string | number | boolean | null;

export interface AttributeRow {
  /** For the form alone. */
  key: number;
  name: string;
  value: string;
  /** What is stored; nothing for a new row. */
  was?: unknown;
}

export function rowsOf(attributes: Record<string, unknown>): AttributeRow[] {
  return Object.entries(attributes).map(([name, was], key) => ({ key, name, value: textOf(was), was }));
}

/** Rows without a name and a value are none; a row without a name is sent, so that the service says what is wrong. */
export function attributesOf(rows: readonly AttributeRow[]): Record<string, unknown> {
  const filled = rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
  return Object.fromEntries(filled.map((row) => [row.name.trim(), valueOf(row)]));
}

function valueOf({ value, was }: AttributeRow): unknown {
  if (was !== undefined && value === textOf(was)) return was;
  if (typeof was === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (typeof was === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
