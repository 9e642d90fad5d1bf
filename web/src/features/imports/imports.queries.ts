import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client';
import { rowPages } from '../../api/pages';
import { formDataOf } from '../../api/upload';
import { isGoing, type ImportForm } from './import-rules';

const all = ['imports'] as const;
export const importKeys = { all };

/** How often the service is asked while rows are read. */
const pollMs = 700;

export const importList = () =>
  rowPages([...all, 'list'], (cursor, signal) => {
    const query = { limit: 20, ...(cursor && { cursor }) };
    return bodyOf(api.GET('/api/v1/clients/imports', { params: { query }, signal }));
  });

export const oneImport = (id: string) =>
  queryOptions({
    queryKey: [...all, 'one', id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/clients/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data && isGoing(data) ? pollMs : false),
  });

export const startImport = ({ file, merge, dryRun }: ImportForm & { file: File }) =>
  bodyOf(api.POST('/api/v1/clients/import', formDataOf({ merge, dryRun: String(dryRun), file }) as never));
