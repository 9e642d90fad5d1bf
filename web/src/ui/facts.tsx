import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './facts.module.css';

/** What is known about one thing, name by name; what is not known is a dash. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const t = useTranslations('ui');
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt className={classes.name}>{name}</dt>
          <dd className={classes.value}>{value || t('none')}</dd>
        </div>
      ))}
    </dl>
  );
}
