import { Button, Group, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { isProblem } from '../../api/problem';
import { useSignedInUser } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { Confirm } from '../../ui/confirm';
import { ErrorPanel } from '../../ui/error-panel';
import { useNotice } from '../../ui/notice';
import type { Mailing } from './mailing-rules';
import {
  deleteMailing,
  disableMailing,
  enableMailing,
  mailingKeys,
  pauseMailing,
  resumeMailing,
  runMailing,
  stopMailing,
} from './mailings.queries';

type Deed = 'run' | 'pause' | 'resume' | 'stop' | 'delete' | 'disable' | 'enable';

/** What can be done now, and by whom; what cannot be taken back is asked first. */
export function MailingActions({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings');
  const { number } = useFormat();
  const user = useSignedInUser();
  const [asked, setAsked] = useState<Deed | null>(null);
  const [reason, setReason] = useState('');
  const watchFocus = useKeptFocus();
  const deeds = useDeeds(mailing, () => setAsked(null));
  const { status, paused, disabled, counts, periodicity, nextRunAt } = mailing;
  const isOpen = status !== 'completed';
  const isOwn = can(user, 'write', mailing);
  const name = mailing.name ?? t('unnamed');
  const usesUp = periodicity === 'once' && nextRunAt !== null;

  const dialogs = {
    run: { title: t('runTitle'), text: usesUp ? t('runTextOnce') : t('runText'), action: t('run') },
    stop: { title: t('stopTitle'), text: t('stopText', { left: number(counts.pending) }), action: t('stop') },
    delete: { title: t('deleteTitle', { name }), text: t('deleteText'), action: t('delete') },
    disable: { title: t('disableTitle'), text: t('disableText'), action: t('disable') },
  } as const;
  const ask = (deed: Deed) => {
    deeds.reset();
    setAsked(deed);
  };
  const dialog = asked && asked in dialogs ? (asked as keyof typeof dialogs) : null;
  const toggle = paused ? 'resume' : 'pause';
  const isToggled =
    deeds.isPending && (deeds.variables?.deed === 'pause' || deeds.variables?.deed === 'resume');

  return (
    <>
      <Group gap="sm" {...watchFocus}>
        {isOwn && isOpen && !disabled && counts.pending === 0 && !paused && (
          <Button onClick={() => ask('run')}>{t('run')}</Button>
        )}
        {isOwn && isOpen && !disabled && (
          <Button
            variant={paused ? 'filled' : 'default'}
            loading={isToggled}
            onClick={() => !deeds.isPending && deeds.mutate({ deed: toggle, reason: '' })}
          >
            {t(toggle)}
          </Button>
        )}
        {isOwn && isOpen && (
          <Button variant="default" onClick={() => ask('stop')}>
            {t('stop')}
          </Button>
        )}
        {can(user, 'disable', mailing) && (isOpen || disabled) && (
          <Button
            variant="default"
            onClick={() => (disabled ? deeds.mutate({ deed: 'enable', reason: '' }) : ask('disable'))}
          >
            {disabled ? t('enable') : t('disable')}
          </Button>
        )}
        {isOwn && (
          <Button variant="default" onClick={() => ask('delete')}>
            {t('delete')}
          </Button>
        )}
      </Group>
      {!dialog && <ErrorPanel error={deeds.error} />}
      <Confirm
        isOpen={dialog !== null}
        {...dialogs[dialog ?? 'run']}
        isDangerous={dialog !== 'run'}
        isBusy={deeds.isPending}
        error={deeds.error}
        onConfirm={() => dialog && !deeds.isPending && deeds.mutate({ deed: dialog, reason })}
        onClose={() => setAsked(null)}
      >
        {dialog === 'disable' && (
          <Textarea
            label={t('disableReason')}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        )}
      </Confirm>
    </>
  );
}

const calls: Record<Deed, (id: string, reason: string) => Promise<unknown>> = {
  run: runMailing,
  pause: pauseMailing,
  resume: resumeMailing,
  stop: stopMailing,
  delete: deleteMailing,
  disable: disableMailing,
  enable: enableMailing,
};
const said = {
  run: 'runDone',
  pause: 'pauseDone',
  resume: 'resumeDone',
  stop: 'stopDone',
  disable: 'disableDone',
  enable: 'enableDone',
} as const;

function useDeeds({ id, name }: Mailing, onDone: () => void) {
  const t = useTranslations('mailings');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  return useMutation({
    mutationFn: ({ deed, reason }: { deed: Deed; reason: string }) => calls[deed](id, reason),
    onSuccess: async (_, { deed }) => {
      onDone();
      if (deed === 'delete') {
        await navigate({ to: '/mailings' });
        queries.removeQueries({ queryKey: mailingKeys.of(id) });
        notice(t('deleted', { name: name ?? t('unnamed') }));
      } else {
        notice(t(said[deed]));
        keepFocus();
      }
      void queries.invalidateQueries({ queryKey: mailingKeys.all });
    },
    onError: (error) => {
      // The page showed an older state: it is read again, and the sentence says why.
      const isOutdated = isProblem(error) && [403, 404, 409, 410].includes(error.status);
      if (isOutdated) void queries.invalidateQueries({ queryKey: mailingKeys.all });
    },
  });
}

const dialogClosesMs = 400;

/** The dialog gives the focus back to a button that may be gone by then. */
function keepFocus(): void {
  setTimeout(focusIfLost, dialogClosesMs);
}

function focusIfLost(): void {
  if (document.activeElement === document.body) document.getElementById('progress')?.focus();
}

/** A button that has the focus goes when the mailing goes on: then the progress gets the focus. */
function useKeptFocus() {
  const hasFocus = useRef(false);
  useEffect(() => {
    if (hasFocus.current) focusIfLost();
  });
  return {
    onFocusCapture: () => (hasFocus.current = true),
    onBlurCapture: () => (hasFocus.current = false),
  };
}
