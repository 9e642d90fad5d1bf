// What stands behind the question mark comes from outside: only what is expected is taken, the rest is dropped.

/** The named parameters that are texts; an address bar may make numbers of them. */
export function textIn<Name extends string>(
  search: Record<string, unknown>,
  ...names: Name[]
): { [name in Name]?: string } {
  const entries = names.flatMap((name) => {
    const value = search[name];
    const isText = typeof value === 'string' ? value !== '' : typeof value === 'number';
    return isText ? [[name, String(value)]] : [];
  });
  return Object.fromEntries(entries) as { [name in Name]?: string };
}

/** The parameter where it is one of these. */
export function oneIn<Name extends string, Value extends string>(
  search: Record<string, unknown>,
  name: Name,
  values: readonly Value[],
): { [name in Name]?: Value } {
  const value = search[name];
  return (values as readonly unknown[]).includes(value)
    ? ({ [name]: value } as { [name in Name]?: Value })
    : {};
}
