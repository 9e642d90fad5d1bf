import { Group, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { Icon } from '../../ui/icon';
import { LinkButton, TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import { StatusBadge, type Tone } from '../../ui/status-badge';
import { type PostStatus, postStatuses, statusOf } from './post-rules';
import { type Post, postList } from './posts.queries';

const route = getRouteApi('/admin/posts');
const tones: Record<PostStatus, Tone> = { draft: 'quiet', scheduled: 'busy', published: 'good' };

export function AdminPostsPage() {
  const t = useTranslations('posts');
  const ui = useTranslations('ui');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows(postList(filter));
  const add = (
    <LinkButton to="/admin/posts/new" leftSection={<Icon name="plus" size={16} />}>
      {t('new')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('adminTitle')} text={t('adminText')} actions={add} />
      <Group gap="sm" mb="md">
        <SearchField
          label={t('search')}
          value={filter.search}
          onSearch={(search) =>
            void navigate({
              search: ({ search: _former, ...rest }) => ({ ...rest, ...(search && { search }) }),
              replace: true,
            })
          }
        />
        <Select
          w={190}
          aria-label={t('status')}
          placeholder={t('allStatuses')}
          data={postStatuses.map((value) => ({ value, label: t(value) }))}
          value={filter.status ?? null}
          onChange={(status) =>
            void navigate({
              search: ({ status: _former, ...rest }) => ({ ...rest, ...(status && { status }) }),
              replace: true,
            })
          }
          clearable
          clearButtonProps={{ 'aria-label': ui('clear') }}
        />
      </Group>
      <DataTable
        label={t('adminTitle')}
        columns={useColumns()}
        list={list}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...((filter.search || filter.status) && {
          onClearFilters: () => void navigate({ search: {}, replace: true }),
        })}
        empty={{ title: t('adminEmpty'), text: t('adminEmptyText'), action: add }}
      />
    </>
  );
}

function useColumns(): Column<Post>[] {
  const t = useTranslations('posts');
  const { time, number } = useFormat();
  const [now] = useState(Date.now);
  return [
    {
      id: 'title',
      header: t('name'),
      cell: ({ slug, title }) => (
        <TextLink to="/admin/posts/$slug" params={{ slug }} fw={500}>
          {title}
        </TextLink>
      ),
    },
    {
      id: 'status',
      header: t('status'),
      width: 170,
      cell: (post) => {
        const status = statusOf(post, now);
        return <StatusBadge tone={tones[status]}>{t(status)}</StatusBadge>;
      },
    },
    {
      id: 'publishAt',
      header: t('shownFrom'),
      width: timeWidth,
      cell: ({ publishAt }) => (publishAt ? time(publishAt) : ''),
    },
    {
      id: 'views',
      header: t('viewsColumn'),
      width: 130,
      align: 'end',
      cell: ({ views }) => number(views),
    },
  ];
}
