import { Alert, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../../api/can';
import { useSignedInUser } from '../../../api/session';
import { Denied } from '../../../ui/denied';
import { Empty } from '../../../ui/empty';
import { ErrorPanel } from '../../../ui/error-panel';
import { LinkButton, TextLink } from '../../../ui/links';
import { PageHeader } from '../../../ui/page-header';
import { SaveNote } from '../../../ui/save-note';
import { type Mailing, type Step, steps } from '../mailing-rules';
import { oneMailing } from '../mailings.queries';
import { AudienceStep } from './audience-step';
import { gapsOf, stepOfField } from './draft-rules';
import { MessageStep } from './message-step';
import { ReviewStep } from './review-step';
import { TimeStep } from './time-step';
import { useDraft } from './use-draft';
import { useSaving } from './use-saving';
import classes from './wizard.module.css';

const newRoute = getRouteApi('/mailings/new');
const editRoute = getRouteApi('/mailings/$id/edit');

export function NewMailingPage() {
  const { step = 'message' } = newRoute.useSearch();
  return <Wizard mailing={null} step={step} />;
}

export function EditMailingPage() {
  const { id } = editRoute.useParams();
  const { step = 'message' } = editRoute.useSearch();
  const { data: mailing, error, refetch } = useQuery(oneMailing(id));
  if (mailing) return <Editor key={id} mailing={mailing} step={step} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={420} />;
}

/** What was over when the page was opened cannot be changed; what ends meanwhile keeps its form. */
function Editor({ mailing, step }: { mailing: Mailing; step: Step }) {
  const t = useTranslations('mailings');
  const problems = useTranslations('problems');
  const user = useSignedInUser();
  const [isOver] = useState(mailing.status === 'completed');
  if (!can(user, 'write', mailing)) return <Denied />;
  if (!isOver) return <Wizard mailing={mailing} step={step} />;
  return (
    <Empty
      level={1}
      title={mailing.name ?? t('unnamed')}
      text={problems('mailing.already_completed')}
      action={
        <LinkButton to="/mailings/$id" params={{ id: mailing.id }}>
          {t('toMailing')}
        </LinkButton>
      }
    />
  );
}

function Wizard({ mailing, step }: { mailing: Mailing | null; step: Step }) {
  const t = useTranslations('mailings');
  const state = useDraft(mailing);
  const { draft, change, saved } = state;
  const saving = useSaving(mailing, state);
  const gaps = gapsOf(draft);
  const place = steps.indexOf(step);
  const panel = useFocusOnChange(step);
  const address = mailing
    ? ({ to: '/mailings/$id/edit', params: { id: mailing.id } } as const)
    : ({ to: '/mailings/new' } as const);
  const textsHere = Object.fromEntries(
    Object.entries(saving.fieldTexts).filter(([field]) => stepOfField(field) === step),
  );
  const user = useSignedInUser();
  const ownerId = mailing?.ownerId ?? user.id;
  const props = { draft, change, ownerId, errors: textsHere };

  return (
    <>
      <PageHeader
        title={mailing ? t('editTitle') : t('new')}
        back={
          mailing ? (
            <TextLink to="/mailings/$id" params={{ id: mailing.id }}>
              {mailing.name ?? t('unnamed')}
            </TextLink>
          ) : (
            <TextLink to="/mailings">{t('title')}</TextLink>
          )
        }
        beside={<SaveNote state={saved} />}
      />
      {state.isTakenUp && (
        <Alert variant="default" mb="md" maw={760}>
          <Group justify="space-between">
            <Text size="sm">{t('draftTakenUp')}</Text>
            <Button size="xs" variant="default" onClick={state.startAnew}>
              {t('startAnew')}
            </Button>
          </Group>
        </Alert>
      )}
      <nav aria-label={t('steps')}>
        <ol className={classes.steps}>
          {steps.map((name, index) => (
            <li key={name} className={classes.step}>
              <TextLink
                {...address}
                search={{ step: name }}
                className={classes.stepLink!}
                underline="never"
                aria-current={name === step ? 'step' : undefined}
              >
                <span className={classes.stepNumber} aria-hidden="true">
                  {index + 1}
                </span>
                {t(`step.${name}`)}
              </TextLink>
            </li>
          ))}
        </ol>
      </nav>
      <Paper withBorder p="lg" radius="md" maw={760}>
        <Stack gap="lg">
          <h2 className={classes.heading} ref={panel} tabIndex={-1}>
            {t(`stepTitle.${step}`)}
          </h2>
          {step === 'message' && <MessageStep {...props} />}
          {step === 'audience' && <AudienceStep {...props} />}
          {step === 'time' && <TimeStep {...props} ownId={mailing?.id ?? null} />}
          {step === 'review' && <ReviewStep {...{ mailing, draft, ownerId, gaps, saving, address }} />}
          {step !== 'review' && (
            <Group>
              <LinkButton {...address} search={{ step: steps[place + 1]! }}>
                {t(`next.${step}`)}
              </LinkButton>
              {place > 0 && (
                <LinkButton {...address} search={{ step: steps[place - 1]! }} variant="default">
                  {t('previous')}
                </LinkButton>
              )}
            </Group>
          )}
        </Stack>
      </Paper>
    </>
  );
}

/** The button that led here is gone: whoever works by keyboard starts at the heading of the step. */
function useFocusOnChange(step: Step) {
  const panel = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    panel.current?.focus();
  }, [step]);
  return panel;
}
