// Which passwords may be chosen (ASVS 5.0, 6.2): long enough, any characters, none cut off.

export const shortestPassword = 8;
export const longestPassword = 128;
/** Fewer digits than this, and nothing but digits, are dates, phone numbers and what a machine tries in seconds. */
export const fewestDigitsAlone = 16;

export function isPasswordLength(password: string): boolean {
  const length = [...password].length;
  return length >= shortestPassword && length <= longestPassword;
}

export function isOnlyFewDigits(password: string): boolean {
  return /^\d*$/.test(password) && password.length < fewestDigitsAlone;
}

/** What is wrong with a password that somebody wants, as the end of a sentence; null when nothing is. */
export function faultOfNewPassword(password: string): string | null {
  const length = [...password].length;
  if (length < shortestPassword) return `must have at least ${shortestPassword} characters`;
  if (length > longestPassword) return `must have at most ${longestPassword} characters`;
  return isOnlyFewDigits(password) ? 'must not be a number' : null;
}
