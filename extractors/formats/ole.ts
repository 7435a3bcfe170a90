/** Opens an OLE compound file (.doc, .wps, .xls): its streams by name. */
import CFB from 'cfb';
import { Refusal } from '../document.ts';

/** A stream by its name, anywhere in the file; null where there is none. */
export type Streams = (name: string) => Buffer | null;

/** @throws Refusal `truncated` where the file's own directory leads outside the file */
export function openCompound(bytes: Uint8Array): Streams {
  let file: CFB.CFB$Container;
  try {
    file = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  } catch (error) {
    throw new Refusal('unreadable', 'truncated', `The OLE compound file is cut off or damaged: ${(error as Error).message}.`);
  }
  return (name) => {
    const at = file.FullPaths.findIndex((path) => path.slice(path.lastIndexOf('/') + 1) === name);
    const content = file.FileIndex[at]?.content;
    return content === undefined || content.length === 0 ? null : Buffer.from(content as Uint8Array);
  };
}
