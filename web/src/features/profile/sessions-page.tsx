import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { isProblem } from '../../api/problem';
import { useFormat } from '../../i18n/format';
import { Confirm } from '../../ui/confirm';
import { type Column, DataTable, timeWidth } from '../../ui/data-table';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { deviceOf } from './device';
import { endSession, profileKeys, type Session, sessionList } from './profile.queries';

export function SessionsPage() {
  const t = useTranslations('profile');
  const queries = useQueryClient();
  const notice = useNotice();
  const list = useRows(sessionList());
  const [isAsking, { open, close }] = useDisclosure();
  const others = list.rows.filter(({ isCurrent }) => !isCurrent);
  const ending = useMutation({
    mutationFn: async (sessions: readonly Session[]) => {
      for (const { id } of sessions) await endSession(id).catch(ignoreEnded);
    },
    onSuccess: (_, sessions) => {
      close();
      notice(sessions.length > 1 ? t('othersEnded') : t('ended'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: profileKeys.sessions }),
  });
  return (
    <>
      <PageHeader
        title={t('sessions')}
        text={t('sessionsText')}
        actions={
          others.length > 0 && (
            <Button variant="default" onClick={open}>
              {t('endOthers')}
            </Button>
          )
        }
      />
      {!isAsking && <ErrorPanel error={ending.error} />}
      <DataTable
        label={t('sessions')}
        columns={useColumns((session) => ending.mutate([session]), ending.isPending)}
        list={list}
        rowKey={({ id }) => id}
        filterKey=""
        empty={{ title: t('noSessions') }}
      />
      <Confirm
        isOpen={isAsking}
        title={t('endOthersTitle')}
        text={t('endOthersText')}
        action={t('endOthers')}
        isBusy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate(others)}
        onClose={close}
      />
    </>
  );
}

/** Whoever ended it was faster; it is ended. */
function ignoreEnded(fault: unknown): void {
  if (!isProblem(fault, 'session.not_found')) throw fault;
}

function useColumns(end: (session: Session) => void, isBusy: boolean): Column<Session>[] {
  const t = useTranslations('profile');
  const ui = useTranslations('ui');
  const { day, time } = useFormat();
  const nameOf = ({ userAgent }: Session) => deviceOf(userAgent) || t('unknownDevice');
  return [
    {
      id: 'device',
      header: t('device'),
      cell: nameOf,
    },
    { id: 'ip', header: t('address'), width: 132, cell: ({ ip }) => ip },
    { id: 'lastUsedAt', header: t('lastUsed'), width: timeWidth, cell: ({ lastUsedAt }) => time(lastUsedAt) },
    {
      id: 'createdAt',
      header: t('started'),
      width: 120,
      cell: ({ createdAt }) => <span title={time(createdAt)}>{day(createdAt)}</span>,
    },
    {
      id: 'end',
      header: ui('actions'),
      width: 140,
      align: 'end',
      cell: (session) =>
        session.isCurrent ? (
          t('current')
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy}
            aria-label={`${t('endSession')}: ${nameOf(session)}`}
            onClick={() => end(session)}
          >
            {t('endSession')}
          </Button>
        ),
    },
  ];
}
