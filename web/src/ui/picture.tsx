import classes from './picture.module.css';

export interface PictureSize {
  url: string;
  width: number;
  height: number;
}

interface PictureProps {
  /** Smallest first, as the service gives them. */
  sizes: readonly PictureSize[];
  /** How wide it is shown, as `sizes` of HTML: `(min-width: 900px) 360px, 100vw`. */
  shownAt: string;
}

/** A picture that decorates what stands beside it; the browser takes the size it needs. */
export function Picture({ sizes, shownAt }: PictureProps) {
  const largest = sizes.at(-1);
  if (!largest) return null;
  return (
    <img
      className={classes.picture}
      src={largest.url}
      srcSet={sizes.map(({ url, width }) => `${url} ${width}w`).join(', ')}
      sizes={shownAt}
      width={largest.width}
      height={largest.height}
      alt=""
    />
  );
}
