/**
 * A .docx file → Markdown lines. What it unpacks to is measured before anything reads it: a few kilobytes of zip can
 * hold gigabytes, and its own word for its size proves nothing.
 */
import mammoth from 'mammoth';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { docxUnpackedBytesMax, docxXmlBytesMax } from '../../shared/limits.ts';
import { DocumentRefusal } from './documentRefusal.ts';
import { htmlText } from './htmlText.ts';

const openZip = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(new DocumentRefusal('damaged'));
    });
  });

/** Unpacks the entry into nothing, and counts. */
const unpackedBytes = (zip: ZipFile, entry: Entry, bytesMax: number): Promise<number> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (openError, stream) => {
      if (openError !== null) {
        reject(new DocumentRefusal('damaged'));
        return;
      }
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= bytesMax) return;
        stream.destroy();
        reject(new DocumentRefusal('unpacksTooLarge'));
      });
      stream.on('end', () => resolve(bytes));
      stream.on('error', () => reject(new DocumentRefusal('damaged')));
    });
  });

async function refuseBombs(bytes: Buffer): Promise<void> {
  const zip = await openZip(bytes);
  let left = docxUnpackedBytesMax;
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      const isXml = /\.(?:xml|rels)$/i.test(entry.fileName);
      const bytesMax = Math.min(left, isXml ? docxXmlBytesMax : Infinity);
      if (entry.uncompressedSize > bytesMax) reject(new DocumentRefusal('unpacksTooLarge'));
      else {
        unpackedBytes(zip, entry, bytesMax).then((size) => {
          left -= size;
          zip.readEntry();
        }, reject);
      }
    });
    zip.on('end', resolve);
    zip.on('error', () => reject(new DocumentRefusal('damaged')));
    zip.readEntry();
  });
}

export async function docxText(bytes: Buffer): Promise<string> {
  await refuseBombs(bytes);
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      // Pictures are no text, and as addresses they would be megabytes of it.
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), includeEmbeddedStyleMap: false },
    );
    return htmlText(value);
  } catch {
    throw new DocumentRefusal('damaged');
  }
}
