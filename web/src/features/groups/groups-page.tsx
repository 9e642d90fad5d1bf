import { Text, Title } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { type Column, DataTable } from '../../ui/data-table';
import { Icon } from '../../ui/icon';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { permissions, rightsOfManagers, textOf } from './group-rules';
import classes from './groups.module.css';
import { type Group, groupList } from './groups.queries';

export function GroupsPage() {
  const t = useTranslations('groups');
  const add = (
    <LinkButton to="/admin/groups/new" leftSection={<Icon name="plus" size={16} />}>
      {t('new')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={add} />
      <DataTable
        label={t('title')}
        columns={useColumns()}
        list={useRows(groupList())}
        rowKey={({ id }) => id}
        filterKey=""
        empty={{ title: t('empty'), text: t('emptyText'), action: add }}
      />
      <WhoMayWhat />
    </>
  );
}

function useColumns(): Column<Group>[] {
  const t = useTranslations('groups');
  const s = useTranslations('statuses');
  return [
    {
      id: 'name',
      header: t('name'),
      cell: ({ id, name }) => (
        <TextLink to="/admin/groups/$id" params={{ id }} fw={500}>
          {name}
        </TextLink>
      ),
    },
    {
      id: 'permissions',
      header: t('permissions'),
      cell: ({ permissions: given }) => (
        <span className={classes.rights}>
          {given.map((one) => s(`permission.${textOf(one)}`)).join('; ') || t('nothing')}
        </span>
      ),
    },
  ];
}

/** The roles side by side, in words. */
function WhoMayWhat() {
  const t = useTranslations('groups');
  const s = useTranslations('statuses');
  const mark = (has: boolean) => <td data-has={has || undefined}>{has ? t('yes') : t('no')}</td>;
  return (
    <section className={classes.section}>
      <Title order={2} fz="h4">
        {t('whoMay')}
      </Title>
      <Text c="dimmed" mt={4} mb="md">
        {t('whoMayText')}
      </Text>
      {/* Whoever has only a keyboard must be able to scroll: hence the tab stop. */}
      <div className={classes.box} role="region" aria-label={t('whoMay')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('right')}</th>
              <th scope="col">{s('role.user')}</th>
              <th scope="col">{s('role.manager')}</th>
              <th scope="col">{s('role.admin')}</th>
            </tr>
          </thead>
          <tbody>
            {permissions.map((one) => (
              <tr key={one}>
                <th scope="row">{s(`permission.${textOf(one)}`)}</th>
                {mark(false)}
                {mark(rightsOfManagers.includes(one))}
                {mark(true)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
