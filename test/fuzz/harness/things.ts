// The ids that the world gave out so far, by kind, so that requests lead to things that exist.
const keptOfKind = 60;

/** What a path's place asks for: `{id}` below /mailings is a mailing's. */
export function kindOfPlace(path: string, place: string): string {
  if (path.startsWith('/inbox/')) return 'mails';
  if (place !== 'id') return kindOfField(place) ?? place;
  const [first = '', second] = path.replace('/api/v1/', '').split('/{id}')[0]!.split('/');
  return second ?? first;
}

/** What a body's field asks for: `messageId` is a message's. */
export function kindOfField(field: string): string | undefined {
  const word = /^(\w+?)Ids?$/.exec(field)?.[1];
  const irregular: Record<string, string> = { delivery: 'deliveries', owner: 'users', actor: 'users' };
  return word === undefined ? undefined : (irregular[word] ?? `${word}s`);
}

export class Things {
  private readonly byKind = new Map<string, { id: string; owner: string }[]>();

  /** `owner`: who was told of it, and so may most likely do something with it. */
  add(kind: string, id: string, owner = ''): void {
    const known = this.byKind.get(kind) ?? [];
    if (known.some((one) => one.id === id)) return;
    known.push({ id, owner });
    if (known.length > keptOfKind) known.shift();
    this.byKind.set(kind, known);
  }

  /** Mostly one of the owner's. */
  pick(kind: string, number: number, owner = ''): string | undefined {
    const known = this.byKind.get(kind) ?? [];
    const own = known.filter((one) => one.owner === owner);
    const some = own.length > 0 && number % 4 > 0 ? own : known;
    return some[number % some.length]?.id;
  }

  /** Whoever was told of things is gone. */
  disown(): void {
    for (const known of this.byKind.values()) {
      for (const one of known) one.owner = '';
    }
  }

  pickAny(number: number): string | undefined {
    const all = [...this.byKind.values()].flat();
    return all[number % all.length]?.id;
  }

  /** Keeps whatever an answer to `owner` names. */
  harvest(path: string, answer: unknown, owner: string): void {
    const kind = path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
    const left: unknown[] = [answer];
    for (let seen = 0; left.length > 0 && seen < 2_000; seen += 1) {
      const value = left.pop();
      if (typeof value !== 'object' || value === null) continue;
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner === 'object') left.push(inner);
        if (typeof inner === 'string') this.harvestField(kind, name, inner, owner);
      }
    }
  }

  private harvestField(kind: string, name: string, value: string, owner: string): void {
    if (name === 'id') this.add(kind, value, owner);
    if (name === 'slug' || name === 'nextCursor') this.add(name, value, owner);
    const pictureName = /\/media\/([^/?]+)$/.exec(value)?.[1];
    if (pictureName) this.add('name', pictureName);
    const kindOfName = kindOfField(name);
    if (kindOfName) this.add(kindOfName, value, owner);
  }
}
