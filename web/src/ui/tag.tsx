import classes from './tag.module.css';

/** A label exactly as it was typed. */
export function Tag({ children }: { children: string }) {
  return <span className={classes.tag}>{children}</span>;
}
