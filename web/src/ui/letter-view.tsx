import { Tabs, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { inertPageOf } from './inert-html';
import classes from './letter-view.module.css';

export interface Letter {
  subject: string;
  html: string | null;
  text: string | null;
}

/** A letter as its reader sees it, as plain text and as source; nothing in it runs or is fetched. */
export function LetterView({ letter: { subject, html, text } }: { letter: Letter }) {
  const t = useTranslations('ui');
  return (
    <div>
      <Text fw={600} mb="xs" className={classes.subject!}>
        {subject}
      </Text>
      <Tabs
        key={html === null ? 'text' : 'html'}
        defaultValue={html === null ? 'text' : 'html'}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          {html !== null && <Tabs.Tab value="html">{t('letterLook')}</Tabs.Tab>}
          <Tabs.Tab value="text">{t('letterText')}</Tabs.Tab>
          {html !== null && <Tabs.Tab value="source">{t('letterSource')}</Tabs.Tab>}
        </Tabs.List>
        {html !== null && (
          <Tabs.Panel value="html">
            <InertFrame html={html} title={t('letterFrame', { subject })} />
            <Text size="sm" c="dimmed" mt={6}>
              {t('letterInert')}
            </Text>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="text">
          {text === null ? (
            <Text c="dimmed">{t('letterTextMade')}</Text>
          ) : (
            <Source label={t('letterText')} text={text} />
          )}
        </Tabs.Panel>
        {html !== null && (
          <Tabs.Panel value="source">
            <Source label={t('letterSource')} text={html} />
          </Tabs.Panel>
        )}
      </Tabs>
    </div>
  );
}

/** No script, no form, no pop-up, no origin: the empty `sandbox` takes all of it away. */
function InertFrame({ html, title }: { html: string; title: string }) {
  const page = useMemo(() => inertPageOf(html), [html]);
  return <iframe className={classes.frame} sandbox="" srcDoc={page} title={title} />;
}

function Source({ label, text }: { label: string; text: string }) {
  return (
    <pre className={classes.source} role="region" aria-label={label} tabIndex={0}>
      {text}
    </pre>
  );
}
