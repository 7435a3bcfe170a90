/** ZIP archives: their members are documents of their own, the archive itself is none. */
import { Refusal } from '../document.ts';
import { membersOf } from './archive/members.ts';

/** @throws Refusal always: `archive` with what is in it, or why it cannot be opened (see `membersOf`). */
export function refuseArchive(bytes: Uint8Array): never {
  const names = membersOf(bytes).map(({ name }) => name);
  throw new Refusal('not_a_report', 'archive', `The document is a ZIP archive of ${names.length} file(s): ${names.join(', ')}.`);
}
