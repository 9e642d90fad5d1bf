// Questions to the DNS for one check: each has its time, all together have one too, and no answer is believed to be
// well meant. Null where nobody answered.
import { Resolver } from 'node:dns/promises';
import type { DnsAnswer } from '../../domain/sender-finding.js';
import { unsafeCharacters } from '../../domain/safe-text.js';

const queryMs = 2_000;
const wholeMs = 5_000;

/** What leads from name to name must not be endless: no honest set-up needs half of these. */
const mostQueries = 100;
const mostValues = 30;
const longestValue = 4_096;

/** With this code the DNS says that there is nothing. */
const nothing = new Set(['ENODATA', 'ENOTFOUND']);

const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const namePattern = new RegExp(`^${label}(\\.${label})*\\.?$`, 'i');

export class DnsLookup {
  private readonly resolver = new Resolver({ timeout: queryMs, tries: 1 });
  private readonly known = new Map<string, Promise<DnsAnswer>>();
  private readonly timer: NodeJS.Timeout;
  private isOver = false;

  /** `servers`: addresses, with `:port` where it is not 53; none: those of the system. */
  constructor(servers: readonly string[]) {
    if (servers.length > 0) this.resolver.setServers([...servers]);
    this.timer = setTimeout(() => this.close(), wholeMs);
  }

  /** Questions that are open then, and all later ones, have no answer. */
  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.resolver.cancel();
  }

  /** The TXT records, each in one piece. */
  texts(name: string): Promise<DnsAnswer> {
    return this.ask(`TXT ${name}`, name, async () =>
      (await this.resolver.resolveTxt(name)).map((pieces) => pieces.join('')),
    );
  }

  /** Names of mail servers, the preferred first; `.` alone where the domain says that it takes no mail. */
  mailServers(name: string): Promise<DnsAnswer> {
    return this.ask(`MX ${name}`, name, async () => {
      const servers = (await this.resolver.resolveMx(name)).toSorted(
        (one, other) => one.priority - other.priority,
      );
      return servers.map(({ exchange }) => exchange.toLowerCase() || '.');
    });
  }

  /** Addresses of both kinds; one kind is enough of an answer. */
  async addresses(name: string): Promise<DnsAnswer> {
    const [four, six] = await Promise.all([
      this.ask(`A ${name}`, name, () => this.resolver.resolve4(name)),
      this.ask(`AAAA ${name}`, name, () => this.resolver.resolve6(name)),
    ]);
    const all = [...(four ?? []), ...(six ?? [])];
    return all.length > 0 || (four && six) ? all : null;
  }

  /** The names of an address (PTR). */
  async namesOf(ip: string): Promise<DnsAnswer> {
    const names = await this.ask(`PTR ${ip}`, null, () => this.resolver.reverse(ip));
    return names && names.filter((name) => isName(name)).map((name) => name.toLowerCase());
  }

  private ask(key: string, name: string | null, query: () => Promise<string[]>): Promise<DnsAnswer> {
    if (name !== null && !isName(name)) return Promise.resolve([]);
    const known = this.known.get(key);
    if (known) return known;
    if (this.isOver || this.known.size >= mostQueries) return Promise.resolve(null);
    const answer = inTime(answerOf(query));
    this.known.set(key, answer);
    return answer;
  }
}

/** A name that may be asked for. What stands in records of strangers need not be one. */
function isName(name: string): boolean {
  return name.length <= 253 && namePattern.test(name);
}

async function answerOf(query: () => Promise<string[]>): Promise<DnsAnswer> {
  try {
    return (await query()).slice(0, mostValues).map(cleaned);
  } catch (fault) {
    return nothing.has((fault as NodeJS.ErrnoException).code ?? '') ? [] : null;
  }
}

function cleaned(text: string): string {
  return text.slice(0, longestValue).replace(unsafeCharacters, '\ufffd');
}

/** The resolver's own timeout counts for each of its servers. */
function inTime(answer: Promise<DnsAnswer>): Promise<DnsAnswer> {
  let timer: NodeJS.Timeout;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), queryMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
