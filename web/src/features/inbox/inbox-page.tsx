import { Anchor, Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRows } from '../../api/pages';
import { isProblem } from '../../api/problem';
import { useFormat } from '../../i18n/format';
import { Empty } from '../../ui/empty';
import { ErrorPanel } from '../../ui/error-panel';
import { Facts } from '../../ui/facts';
import { LinkButton } from '../../ui/links';
import { PageHeader } from '../../ui/page-header';
import { SearchField } from '../../ui/search-field';
import classes from './inbox.module.css';
import { inboxMails, type OpenedMail, openedMail } from './inbox.queries';
import { linksOf } from './mail-links';

const route = getRouteApi('/inbox');
const pollMs = 5_000;

/** The letters of a service under development; in production there is no such page. */
export function InboxPage() {
  const t = useTranslations('inbox');
  const { to, mail } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows(inboxMails(to), { pollMs });
  if (isProblem(list.error, 'route.not_found')) return <NoInbox />;
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className={classes.search}>
        <SearchField
          label={t('searchTo')}
          value={to}
          onSearch={(search) => void navigate({ search: search ? { to: search } : {}, replace: true })}
        />
      </div>
      <ErrorPanel error={list.error} onRetry={list.retry} />
      {list.isPending && !list.error && <Skeleton height={320} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <Empty title={to ? t('nothingFor') : t('empty')} text={to ? t('nothingForText') : t('emptyText')} />
      )}
      {list.rows.length > 0 && (
        <div className={classes.panes}>
          <nav aria-label={t('list')} className={classes.list}>
            {list.rows.map(({ id, subject, to: recipient, receivedAt }) => (
              <MailLine key={id} id={id} filter={to} {...{ subject, recipient, receivedAt }} />
            ))}
            {list.hasMore && (
              <Button variant="subtle" fullWidth loading={list.isLoadingMore} onClick={list.loadMore}>
                {t('more')}
              </Button>
            )}
          </nav>
          <section aria-label={t('letter')}>
            {mail ? <Letter id={mail} /> : <Text c="dimmed">{t('choose')}</Text>}
          </section>
        </div>
      )}
    </>
  );
}

interface MailLineProps {
  id: string;
  filter: string | undefined;
  subject: string;
  recipient: string;
  receivedAt: string;
}

function MailLine({ id, filter, subject, recipient, receivedAt }: MailLineProps) {
  const t = useTranslations('inbox');
  const { time } = useFormat();
  return (
    <Link
      to="/inbox"
      search={{ mail: id, ...(filter && { to: filter }) }}
      className={classes.line}
      activeOptions={{ includeSearch: true }}
      activeProps={{ 'aria-current': 'true' }}
    >
      <strong>{subject || t('noSubject')}</strong>
      <span className={classes.small}>{recipient}</span>
      <span className={classes.small}>{time(receivedAt)}</span>
    </Link>
  );
}

function Letter({ id }: { id: string }) {
  const { data: mail, error, refetch } = useQuery(openedMail(id));
  if (error && !mail) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return mail ? <LetterView mail={mail} /> : <Skeleton height={320} />;
}

function LetterView({ mail }: { mail: OpenedMail }) {
  const t = useTranslations('inbox');
  const { time } = useFormat();
  const links = linksOf(mail);
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack>
        <Title order={2} fz="h4" style={{ overflowWrap: 'anywhere' }}>
          {mail.subject || t('noSubject')}
        </Title>
        <Facts
          facts={[
            [t('sender'), mail.from],
            [t('to'), mail.to],
            [t('receivedAt'), time(mail.receivedAt)],
          ]}
        />
        {links.length > 0 && (
          <div>
            <Text fw={600} mb={4}>
              {t('links')}
            </Text>
            <ul className={classes.links}>
              {links.map(({ url, text }) => (
                <li key={url}>
                  <Anchor href={url}>{text}</Anchor>
                </li>
              ))}
            </ul>
          </div>
        )}
        {mail.html === null ? (
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{mail.text}</Text>
        ) : (
          // Links open in a new tab, which is free of the sandbox; everything else of the mail stays inside.
          <iframe
            className={classes.frame}
            title={t('letter')}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            srcDoc={`<!doctype html><base target="_blank">${mail.html}`}
          />
        )}
      </Stack>
    </Paper>
  );
}

function NoInbox() {
  const t = useTranslations('shell');
  return (
    <Empty
      level={1}
      title={t('notFound')}
      text={t('notFoundText')}
      action={<LinkButton to="/">{t('toStart')}</LinkButton>}
    />
  );
}
