import type { ReactNode } from 'react';
import classes from './post-card.module.css';

/** Cards side by side where there is room; two or ten look as meant. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <div className={classes.grid}>{children}</div>;
}
