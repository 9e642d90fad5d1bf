import { Group, Select, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { useFormat } from '../../i18n/format';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { TextLink } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { auditActions, type AuditEvent, auditLog, textOf } from './audit.queries';

const route = getRouteApi('/audit');

export function AuditPage() {
  const t = useTranslations('audit');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Group gap="sm" mb="md">
        <Select
          w={300}
          aria-label={t('action')}
          placeholder={t('allActions')}
          data={auditActions.map((value) => ({ value, label: s(`auditAction.${textOf(value)}`) }))}
          value={filter.action ?? null}
          onChange={(action) =>
            void navigate({
              search: ({ action: _former, ...rest }) => ({ ...rest, ...(action && { action }) }),
              replace: true,
            })
          }
          searchable
          clearable
          clearButtonProps={{ 'aria-label': ui('clear') }}
        />
      </Group>
      <DataTable
        label={t('title')}
        columns={useColumns()}
        list={useRows(auditLog(filter))}
        rowKey={({ id }) => id}
        filterKey={JSON.stringify(filter)}
        {...(Object.keys(filter).length > 0 && {
          onClearFilters: () => void navigate({ search: {}, replace: true }),
        })}
        empty={{ title: t('empty'), text: t('emptyText') }}
      />
    </>
  );
}

function useColumns(): Column<AuditEvent>[] {
  const t = useTranslations('audit');
  const s = useTranslations('statuses');
  const { time } = useFormat();
  const detailsOf = useDetails();
  return [
    { id: 'at', header: t('at'), width: timeWidth, cell: ({ at }) => time(at) },
    {
      id: 'actor',
      header: t('actor'),
      cell: ({ actor }) => {
        if (!actor) return t('byCommand');
        return actor.apiKeyId ? t('byKey', { email: actor.email }) : actor.email;
      },
    },
    {
      id: 'what',
      header: t('what'),
      cell: (event) => (
        <>
          {s(`auditAction.${textOf(event.action)}`)}
          {detailsOf(event) && (
            <Text span c="dimmed">
              {' '}
              — {detailsOf(event)}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'target',
      header: t('target'),
      cell: ({ target }) => (
        <TextLink
          to="/audit"
          search={{ targetId: target.id }}
          aria-label={`${t('onlyThis')}: ${target.name || s(`auditTarget.${target.type}`)}`}
        >
          {target.name || s(`auditTarget.${target.type}`)}
        </TextLink>
      ),
    },
    { id: 'ip', header: t('ip'), width: 140, cell: ({ ip }) => ip },
  ];
}

/** What else belongs to it, in words; details are free in form, so only what is known is said. */
function useDetails(): (event: AuditEvent) => string {
  const t = useTranslations('audit');
  const s = useTranslations('statuses');
  const roleOf = (value: unknown) => {
    const key = `role.${String(value)}` as 'role.user';
    return s.has(key) ? s(key) : String(value);
  };
  return ({ details }) => {
    const { from, to, reason, member } = details as Record<string, unknown>;
    if (from !== undefined && to !== undefined)
      return t('roleChange', { from: roleOf(from), to: roleOf(to) });
    if (typeof reason === 'string') return t('withReason', { reason });
    return typeof member === 'string' ? member : '';
  };
}
