import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  title: string;
  /** Beside the title: a count, a status. */
  beside?: ReactNode;
  text?: string;
  /** A link to where this page belongs. */
  back?: ReactNode;
  actions?: ReactNode;
}

/** The one heading of a page, which also names the browser's tab. */
export function PageHeader({ title, beside, text, back, actions }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} · Postledger`;
  }, [title]);
  return (
    <div className={classes.header}>
      {back && <div className={classes.back}>{back}</div>}
      <div className={classes.row}>
        <div className={classes.words}>
          <Group gap="sm" align="baseline">
            <Title order={1} className={classes.title!}>
              {title}
            </Title>
            {beside}
          </Group>
          {text && (
            <Text c="dimmed" mt={4} maw="72ch">
              {text}
            </Text>
          )}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </div>
    </div>
  );
}
