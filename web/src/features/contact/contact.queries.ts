import { api, bodyOf, type Schemas } from '../../api/client';
import { rowPages, rowsPerPage } from '../../api/pages';

export type ContactMail = Schemas['ContactResponse'];

export const contactMails = () =>
  rowPages(['contact-mails'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/contact', {
        params: { query: { limit: rowsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

export const writeToUs = (body: Schemas['CreateContactDto']) => bodyOf(api.POST('/api/v1/contact', { body }));
