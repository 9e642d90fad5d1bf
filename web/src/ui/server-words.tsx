/** What a mail server said: its own words, which no browser may translate; where a table has no room, the whole is a hint. */
export function ServerWords({ text }: { text: string | null | undefined }) {
  return (
    <span translate="no" title={text ?? undefined}>
      {text}
    </span>
  );
}
