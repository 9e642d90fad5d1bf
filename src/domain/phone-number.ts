// Phones as clients have them: Russian numbers, written 7XXXXXXXXXX.

/** True for `7` and ten digits, as a string; no plus, no spaces. */
export function isPhoneNumber(value: unknown): value is string {
  return typeof value === 'string' && /^7[0-9]{10}$/.test(value);
}

/** True for three digits, as a string. */
export function isOperatorCode(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9]{3}$/.test(value);
}

/** Digits two to four of a phone number: the operator that the number was first given to. */
export function operatorCodeOf(phone: string): string {
  return phone.slice(1, 4);
}
