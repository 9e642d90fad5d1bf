import type { Tone } from './status-badge';
import classes from './bar.module.css';

export interface BarPart {
  label: string;
  value: number;
  tone: Tone;
}

interface BarProps {
  /** What the whole bar shows, for who cannot see it; the parts are added. */
  label: string;
  parts: readonly BarPart[];
  total: number;
}

/** Shares of a whole; what failed or is uncertain stays visible however small it is. */
export function Bar({ label, parts, total }: BarProps) {
  const said = parts.filter(({ value }) => value > 0).map(({ label, value }) => `${label}: ${value}`);
  return (
    <div className={classes.bar} role="img" aria-label={[label, ...said].join(', ')}>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ label, value, tone }) => (
          <span
            key={label}
            className={classes.part}
            data-tone={tone}
            style={{ flexBasis: `${(100 * value) / Math.max(1, total)}%` }}
          />
        ))}
    </div>
  );
}
