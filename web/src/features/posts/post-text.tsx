import classes from './posts.module.css';

/** HTML that the service has cleaned: of scripts, styles and handlers nothing is left, and the page's policy runs none. */
export function PostText({ html }: { html: string }) {
  // oxlint-disable-next-line react/no-danger -- cleaned by the service on saving and again on showing
  return <div className={classes.content} dangerouslySetInnerHTML={{ __html: html }} />;
}
