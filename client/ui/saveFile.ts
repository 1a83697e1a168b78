/** Hands whoever is at the device a file, as a download. */

/** Signs that no file system minds, in any language. */
const fileName = (name: string): string => name.replace(/[^\p{L}\p{N}. _-]+/gu, ' ').trim();

export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name);
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
