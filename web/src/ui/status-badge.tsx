import classes from './status-badge.module.css';

/** What a status means for whoever looks: done, refused, nobody knows, going on, nothing yet. */
export type Tone = 'good' | 'bad' | 'doubt' | 'busy' | 'quiet';

/** A dot and a word: the colour never says it alone. */
export function StatusBadge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.badge}>
      <span className={classes.dot} data-tone={tone} aria-hidden="true" />
      {children}
    </span>
  );
}
