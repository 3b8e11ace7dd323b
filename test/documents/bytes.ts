const windows1250 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1250').decode(Uint8Array.of(byte)),
    byte,
  ]),
);

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text in Windows-1250; throws where that has no such character. */
export function cp1250(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const byte = windows1250.get(character);
    if (byte === undefined) throw new Error(`not in Windows-1250: ${character}`);
    return byte;
  });
}
