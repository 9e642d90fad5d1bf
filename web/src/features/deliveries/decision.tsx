import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ledgerKeys } from '../../api/ledger';
import { useProblemText } from '../../i18n/problem-text';
import { Confirm } from '../../ui/confirm';
import { useNotice } from '../../ui/notice';
import type { Decision } from './delivery-rules';
import type { DecidedCount } from './deliveries.queries';

interface DecisionButtonProps {
  decision: Decision;
  /** How many it is about; none: nothing to decide. */
  count: number;
  label?: string;
  /** What is done when the person has said yes. */
  onDecide: () => Promise<DecidedCount>;
  onDone?: () => void;
}

/** Neither can be taken back, so both ask first, in words that say so. */
export function DecisionButton({ decision, count, label, onDecide, onDone }: DecisionButtonProps) {
  const t = useTranslations('uncertain');
  const textOf = useProblemText();
  const queries = useQueryClient();
  const notice = useNotice();
  const [isAsking, setAsking] = useState(false);
  const deciding = useMutation({
    mutationFn: onDecide,
    onSuccess: ({ done, refused, fault }) => {
      setAsking(false);
      if (done > 0)
        notice(decision === 'resend' ? t('resent', { count: done }) : t('closed', { count: done }));
      if (refused > 0)
        notice([t('refused', { count: refused }), fault && textOf(fault)].filter(Boolean).join(' '));
      onDone?.();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ledgerKeys.all }),
  });
  const isResend = decision === 'resend';
  return (
    <>
      <Button
        {...(!isResend && { variant: 'default' })}
        disabled={count === 0}
        onClick={() => {
          deciding.reset();
          setAsking(true);
        }}
      >
        {label ?? (isResend ? t('resend') : t('close'))}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={isResend ? t('resendTitle', { count }) : t('closeTitle', { count })}
        text={isResend ? t('resendText', { count }) : t('closeText', { count })}
        action={isResend ? t('resend') : t('close')}
        isDangerous
        isBusy={deciding.isPending}
        error={deciding.error}
        onConfirm={() => {
          if (!deciding.isPending) deciding.mutate();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
