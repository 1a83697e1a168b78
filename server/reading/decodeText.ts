/** Bytes → text, in whatever a text editor of the last thirty years wrote. Null for what is no text at all. */

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function markedEncoding([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** 0x80 to 0x9f of Windows-1252. Some versions of Node decode these as controls, and quotes would be lost. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Whatever is not UTF-8 was written by an old Windows; there every byte is some character. */
const decodeWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (sign) => windowsSigns.charAt(sign.charCodeAt(0) - 0x80));

export function decodeText(bytes: Uint8Array): string | null {
  const marked = markedEncoding(bytes);
  if (marked !== null) return decodeAs(marked, bytes);
  // No text holds zero bytes; pictures, archives and programs do.
  if (bytes.includes(0)) return null;
  return decodeAs('utf-8', bytes) ?? decodeWindows(bytes);
}
