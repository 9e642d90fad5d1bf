import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { Facts } from '../../ui/facts';
import { PageHeader } from '../../ui/page-header';
import { type ContactMail, contactMails } from './contact.queries';

export function ContactMailsPage() {
  const t = useTranslations('contact');
  const list = useRows(contactMails());
  const [opened, open] = useState<ContactMail | null>(null);
  return (
    <>
      <PageHeader title={t('listTitle')} text={t('listText')} />
      <DataTable
        label={t('listTitle')}
        columns={useColumns(open)}
        list={list}
        rowKey={({ id }) => id}
        filterKey=""
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
      />
      <OpenedMail mail={opened} onClose={() => open(null)} />
    </>
  );
}

function useColumns(open: (mail: ContactMail) => void): Column<ContactMail>[] {
  const t = useTranslations('contact');
  const { time } = useFormat();
  return [
    {
      id: 'name',
      header: t('name'),
      cell: (mail) => (
        <Anchor component="button" type="button" inherit fw={500} onClick={() => open(mail)}>
          {mail.name}
        </Anchor>
      ),
    },
    { id: 'message', header: t('message'), cell: ({ message }) => message },
    {
      id: 'contacts',
      header: t('contacts'),
      cell: ({ email, phone }) => [email, phone].filter(Boolean).join(', '),
    },
    {
      id: 'createdAt',
      header: t('receivedAt'),
      width: timeWidth,
      align: 'end',
      cell: ({ createdAt }) => time(createdAt),
    },
  ];
}

function OpenedMail({ mail, onClose }: { mail: ContactMail | null; onClose: () => void }) {
  const t = useTranslations('contact');
  const ui = useTranslations('ui');
  const { time } = useFormat();
  const link = (href: string, text: string) => <Anchor href={href}>{text}</Anchor>;
  return (
    <Modal
      opened={mail !== null}
      onClose={onClose}
      title={mail?.name}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {mail && (
        <Stack>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{mail.message}</Text>
          <Facts
            facts={[
              [t('email'), mail.email && link(`mailto:${mail.email}`, mail.email)],
              [t('phone'), mail.phone && link(`tel:${mail.phone}`, mail.phone)],
              [t('receivedAt'), time(mail.createdAt)],
            ]}
          />
        </Stack>
      )}
    </Modal>
  );
}
