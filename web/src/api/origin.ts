// Where the service answers: where the page came from, unless the page names another place in its head.

/** `<meta name="api-origin" content="https://api.example.com">` is for consoles that are served elsewhere. */
export const apiOrigin: string =
  typeof document === 'undefined'
    ? ''
    : document.querySelector<HTMLMetaElement>('meta[name=api-origin]')?.content || window.location.origin;

/** The full address of what the service names from its root: a picture, for example. */
export function urlOf(path: string): string {
  return new URL(path, apiOrigin).href;
}
