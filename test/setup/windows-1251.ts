/** Russian text in Windows-1251, which has the letters in the order of Unicode, from 0xC0. */
export function windows1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (character) => {
      const code = character.codePointAt(0)!;
      if (code < 0x80) return code;
      if (character === 'Ё') return 0xa8;
      if (character === 'ё') return 0xb8;
      return code - 0x410 + 0xc0;
    }),
  );
}
