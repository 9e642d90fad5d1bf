/** A link may name where to go after the log-in, but never another site. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/\s/.test(path);
}
