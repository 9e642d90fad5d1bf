// What must not reach a header, a terminal or a table row as it is.

/** Controls (C0, DEL, C1), line and paragraph separators, bidi controls (UAX #9) and halves of surrogate pairs. */
export const unsafeCharacters = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/gu;

const encoder = new TextEncoder();

/** The longest beginning of the text that fits into `limitBytes` of UTF-8; no character is split. */
export function cutToBytes(text: string, limitBytes: number): string {
  // No UTF-16 unit needs more than three bytes; almost every text ends here.
  if (text.length * 3 <= limitBytes) return text;
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(limitBytes)).read);
}
