// The addresses that we send to: strict, ASCII on the wire, one spelling of the domain.

export type EmailAddressErrorCode = 'EMAIL_INVALID' | 'EMAIL_TOO_LONG' | 'SMTPUTF8_UNSUPPORTED';

export class EmailAddressError extends Error {
  constructor(
    readonly code: EmailAddressErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'EmailAddressError';
  }
}

export interface EmailAddress {
  /** As it is stored and sent: the local part as written, the domain in lower case and as A-labels. */
  address: string;
  domain: string;
  /** True when a label of the domain mixes scripts that look alike, so that it may pass for another domain. */
  isConfusable: boolean;
}

/** RFC 5321 section 4.5.3.1: local part, and address without the angle brackets; RFC 1035 section 2.3.4: label. */
const longest = { local: 64, label: 63, address: 254 } as const;

/** RFC 5321 section 4.1.2, Dot-string. Quoted strings are legal too, but nobody has one and much software breaks. */
const dotString = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** The same with letters of any script: RFC 6531 section 3.3. */
const internationalDotString =
  /^[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}-]+(\.[\w!#$%&'*+/=?^`{|}~\p{L}\p{M}\p{N}-]+)*$/u;
const domainCharacters = /^[\p{L}\p{M}\p{N}.-]+$/u;
/** A domain that UTS #46 leaves as it is, but for its case; the last label begins with a letter, so it is no number. */
const plainDomain = /^[a-z0-9.-]+\.[a-z][a-z0-9-]*$/i;
// oxlint-disable-next-line no-control-regex -- exactly the ASCII range is meant
const isAscii = /^[\x00-\x7f]*$/;
/** RFC 5321 section 4.1.2, sub-domain: letters, digits and hyphens, no hyphen at either end. */
const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const lookalikeScripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/**
 * Reads an address. Throws `EmailAddressError`: `EMAIL_TOO_LONG`, `SMTPUTF8_UNSUPPORTED` for a local part that only
 * RFC 6531 could carry, `EMAIL_INVALID` for everything else.
 */
export function parseEmailAddress(text: unknown): EmailAddress {
  if (typeof text !== 'string') throw invalid();
  if (text.length > longest.address) throw tooLong();
  // Characters without a width would make two addresses look the same.
  const isPlain = isAscii.test(text);
  if (!isPlain && /\p{Default_Ignorable_Code_Point}/u.test(text)) throw invalid();
  const parts = text.split('@');
  const [local, writtenDomain] = parts;
  if (parts.length !== 2 || !local || !writtenDomain || !internationalDotString.test(local)) throw invalid();
  if (local.length > longest.local) throw tooLong();
  const domain = asciiDomain(writtenDomain);
  if (!dotString.test(local)) {
    throw new EmailAddressError('SMTPUTF8_UNSUPPORTED', 'only ASCII characters can stand before the @');
  }
  const address = `${local}@${domain}`;
  if (address.length > longest.address) throw tooLong();
  return { address, domain, isConfusable: !isPlain && writtenDomain.split('.').some(mixesScripts) };
}

/** The address as it is stored, or null for what is none. */
export function emailAddressOrNull(text: unknown): string | null {
  try {
    return parseEmailAddress(text).address;
  } catch {
    return null;
  }
}

/** True for addresses that are one client to an owner: case makes no difference. Takes addresses as they are stored. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The domain as A-labels (RFC 5890), by the rules that browsers use (UTS #46). */
function asciiDomain(written: string): string {
  if (!domainCharacters.test(written)) throw invalid();
  if (written.split('.').some((part) => part.length > longest.label)) throw tooLong();
  const labels = hostname(written).split('.');
  if (labels.some((part) => part.length > longest.label)) throw tooLong();
  const isDomain = labels.length > 1 && labels.every((part) => label.test(part));
  // A last label of digits only would be read as an IPv4 address.
  if (!isDomain || /^\d+$/.test(labels.at(-1)!)) throw invalid();
  return labels.join('.');
}

function hostname(domain: string): string {
  if (plainDomain.test(domain) && !/xn--/i.test(domain)) return domain.toLowerCase();
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    throw invalid();
  }
}

function mixesScripts(part: string): boolean {
  return lookalikeScripts.filter((script) => script.test(part)).length > 1;
}

function invalid(): EmailAddressError {
  return new EmailAddressError('EMAIL_INVALID', 'this is not an email address');
}

function tooLong(): EmailAddressError {
  return new EmailAddressError(
    'EMAIL_TOO_LONG',
    'an address has at most 64 characters before the @, 63 between dots, and 254 in all',
  );
}
