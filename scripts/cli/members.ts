/** Files in archives: each becomes a document of its own, under the source `ARCHIVE!/NAME`. */
import { createHash } from 'node:crypto';
import type { Archive } from '../../crawlers/archive.ts';
import { IN_ARCHIVE } from '../../extractors/contained.ts';
import { Refusal } from '../../extractors/document.ts';
import { MAX_DEPTH, membersOf, type Member } from '../../extractors/formats/archive/members.ts';
import { fromArchive, type ReadableDocument } from './intake.ts';

/** The sources of an archive that is not itself too deep in others to be unpacked. */
const shallow = ({ sources }: ReadableDocument): string[] => sources.filter((source) => source.split(IN_ARCHIVE).length <= MAX_DEPTH);

/** Members that can be had; why others cannot is told by the reading of the archive. */
function contentsOf(container: ReadableDocument): { name: string; bytes: Uint8Array }[] {
  let members: Member[];
  try {
    members = membersOf(container.read());
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
  return members.filter((member) => 'bytes' in member);
}

/** Puts the members of an archive into ours, with visits that say where they come from. A second time changes nothing. */
export function takeMembersIn(archive: Archive, container: ReadableDocument): ReadableDocument[] {
  const sources = shallow(container);
  if (sources.length === 0) return [];
  const taken = new Set<string>();
  for (const { name, bytes } of contentsOf(container)) {
    for (const source of sources) taken.add(archive.put(bytes, { source: `${source}${IN_ARCHIVE}${name}`, facts: { archive: container.sha256 } }).sha256);
  }
  return [...taken].map((sha256) => fromArchive(archive, sha256));
}

/** The members of an archive without keeping them anywhere: they are unpacked again when they are read. */
export function membersInPlace(container: ReadableDocument): ReadableDocument[] {
  const sources = shallow(container);
  if (sources.length === 0) return [];
  return contentsOf(container).map(({ name, bytes }) => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    byteLength: bytes.byteLength,
    sources: sources.map((source) => `${source}${IN_ARCHIVE}${name}`),
    read: () => contentsOf(container).find((member) => member.name === name)!.bytes,
  }));
}
