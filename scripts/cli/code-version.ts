/** What a reading depends on besides the document: the code of the extractors and what the registry knows. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { AgencyProfile } from '../../extractors/attribution/profile.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LENGTH = 12;
let computed: string | undefined;

/**
 * Fingerprint of the extraction code: every source file under `extractors/` (the forms among them) and the pinned versions of
 * the packages. The same sources give the same fingerprint on every machine. Computed once per process.
 */
export function codeVersion(): string {
  computed ??= fingerprint();
  return computed;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const folder = join(ROOT, 'extractors');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  for (const name of files.map((name) => name.split(sep).join('/')).sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')).update('\0');
  }
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  return hash.update(JSON.stringify(Object.entries(dependencies).sort())).digest('hex').slice(0, LENGTH);
}

/** The part of an agency's record that reading a document can depend on, keys in a fixed order. */
export const profileOf = ({ id, nameZh, nameEn, level, parent, aliases, hosts, portals, places, areaCodes, postcodes }: AgencyProfile): AgencyProfile => ({
  id, nameZh, nameEn, level, parent, aliases, hosts, ...(portals && { portals }), places, areaCodes, postcodes,
});

/** Fingerprint of what the registry tells the extractors; how agencies are reached is no part of it. */
export function registryVersion(profiles: readonly AgencyProfile[]): string {
  return createHash('sha256').update(JSON.stringify(profiles.map(profileOf))).digest('hex').slice(0, 8);
}
