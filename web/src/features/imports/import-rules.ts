import type { Schemas } from '../../api/client';

export type Import = Schemas['ImportResponse'];
export type ImportItem = Schemas['ImportListItem'];

export interface ImportForm {
  file: File | null;
  merge: 'update' | 'skip';
  dryRun: boolean;
}

export const isGoing = ({ status }: Pick<ImportItem, 'status'>) =>
  status === 'queued' || status === 'running';

/** `clients.csv` → `clients-rejected.csv` */
export function rejectedName(fileName: string): string {
  return `${fileName.replace(/\.(csv|txt|tsv)$/i, '')}-rejected.csv`;
}
