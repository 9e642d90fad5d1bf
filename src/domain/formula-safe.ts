// Cells that a spreadsheet would run as a formula get a `'` before them, and lose it again on the way back in.

/** OWASP, CSV Injection: what starts a formula, in its full-width forms too, and what is skipped before one. */
const guarded = /^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/;

/** The text for a cell of a table. Every text comes back from `withoutGuard` as it was. */
export function withGuard(text: string): string {
  return guarded.test(text) ? `'${text}` : text;
}

/** The text that `withGuard` made the cell of; any other cell as it is. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell;
}
