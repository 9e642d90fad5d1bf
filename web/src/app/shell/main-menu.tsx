import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { uncertainCount } from '../../api/ledger';
import type { User } from '../../api/session';
import { useFormat } from '../../i18n/format';
import { menu } from './menu';
import classes from './shell.module.css';

interface MainMenuProps {
  user: User;
  onChoose?: () => void;
}

export function MainMenu({ user, onChoose }: MainMenuProps) {
  const t = useTranslations('shell');
  const groups = menu
    .map((group) => ({ ...group, entries: group.entries.filter(({ right }) => !right || can(user, right)) }))
    .filter(({ entries }) => entries.length > 0);
  return groups.map(({ text, entries }) => (
    <section key={text} className={classes.group} aria-label={t(text)}>
      {groups.length > 1 && <p className={classes.groupName}>{t(text)}</p>}
      <ul className={classes.entries}>
        {entries.map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              className={classes.entry}
              {...(onChoose && { onClick: onChoose })}
              activeProps={{ 'aria-current': 'page' }}
            >
              {t(entry.text)}
              {entry.counts && <UncertainCount user={user} />}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

const askAgainMs = 60_000;

/** What waits for a decision of this person: own deliveries, and everybody's for whoever may write them. */
function UncertainCount({ user }: { user: User }) {
  const t = useTranslations('shell');
  const { number } = useFormat();
  const filter = can(user, 'all.write') ? {} : { ownerId: user.id };
  const { data: count } = useQuery({ ...uncertainCount(filter), refetchInterval: askAgainMs, retry: false });
  if (!count) return null;
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{number(count)}</span>
      <VisuallyHidden>{t('waiting', { count })}</VisuallyHidden>
    </span>
  );
}
