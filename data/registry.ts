/** The agency registry: one reviewed YAML file per agency, read and validated at every start. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AgencyProfile } from '../extractors/attribution/profile.ts';
import { agencySchema } from './agency-schema.ts';
import type { AgencyFile } from './agency-schema.ts';
import { checkedYaml, faultAt } from './yaml-file.ts';

export interface AgencyRecord extends AgencyProfile {
  /** Every host that may be contacted for this agency, and what each rests on. */
  allowed: { host: string; portal: 'own' | 'parent'; basis: AgencyFile['hosts'][number]['basis']; note?: string | undefined }[];
  /** Hosts that may be contacted for files of articles alone. */
  attachmentHosts: NonNullable<AgencyFile['attachmentHosts']>;
  http: NonNullable<AgencyFile['http']>;
  platform: AgencyFile['platform'];
  /** Shapes of article addresses on the platform, upper case standing for what varies. */
  articles: string[];
  sources: AgencyFile['sources'];
  obstacles: NonNullable<AgencyFile['obstacles']>;
  confidence: AgencyFile['confidence'];
  examples: NonNullable<AgencyFile['examples']>;
  evidence: string[];
  notes: string | null;
  /** Name of the file it stands in. */
  file: string;
}

/** The registry cannot be used; the message names file, line and key. */
export class RegistryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegistryError';
  }
}

const DEFAULT_DIR = join(import.meta.dirname, 'agencies');

/**
 * Reads every `*.yaml` of a folder. Returns the agencies in order of level, then id.
 * Throws a RegistryError for the first file that does not hold exactly what it should, for an id given twice,
 * for a parent that is not there, for a name that two agencies claim and for a column on a host that is not listed.
 */
export function loadRegistry(dir: string = DEFAULT_DIR): AgencyRecord[] {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.yaml')).sort();
  } catch (error) {
    throw new RegistryError(`${dir}: the agency registry cannot be read (${(error as Error).message}).`);
  }
  if (names.length === 0) throw new RegistryError(`${dir}: no agency files (*.yaml) here.`);
  const sources = new Map(names.map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
  const records = names.map((name) => toRecord(name, readFile(name, sources.get(name)!)));
  const fail = (record: AgencyRecord, path: PropertyKey[], message: string): never => {
    throw new RegistryError(faultAt(record.file, sources.get(record.file)!, path, message).message);
  };
  checkTogether(records, fail);
  return records.sort((a, b) => RANK[a.level] - RANK[b.level] || (a.id < b.id ? -1 : 1));
}

const RANK: Record<AgencyRecord['level'], number> = { central: 0, province: 1, xpcc: 2, city: 3 };

function readFile(name: string, text: string): AgencyFile {
  try {
    return checkedYaml(name, text, agencySchema);
  } catch (error) {
    throw new RegistryError((error as Error).message);
  }
}

function toRecord(file: string, from: AgencyFile): AgencyRecord {
  const own = from.hosts.map((it) => ({ ...it, portal: 'own' as const }));
  const shared = from.portals.map((it) => ({ ...it, portal: 'parent' as const }));
  return {
    id: from.id,
    nameZh: from.nameZh,
    nameEn: from.nameEn,
    level: from.level,
    parent: from.parent,
    aliases: from.aliases.map((it) => {
      if (typeof it === 'string') return { name: it };
      return { name: it.name, ...(it.from !== undefined && { from: it.from }), ...(it.to !== undefined && { to: it.to }) };
    }),
    hosts: from.hosts.map((it) => it.host),
    portals: from.portals.map((it) => it.host),
    places: from.places,
    areaCodes: from.areaCodes,
    postcodes: from.postcodes,
    allowed: [...own, ...shared],
    attachmentHosts: from.attachmentHosts ?? [],
    http: from.http ?? {},
    platform: from.platform,
    articles: from.articles ?? [],
    sources: from.sources,
    obstacles: from.obstacles ?? [],
    confidence: from.confidence,
    examples: from.examples ?? [],
    evidence: from.evidence ?? [],
    notes: from.notes ?? null,
    file,
  };
}

type Fail = (record: AgencyRecord, path: PropertyKey[], message: string) => never;

/** What no single file can show: ids and names given twice, parents that are missing, hosts off the allow-list. */
function checkTogether(records: AgencyRecord[], fail: Fail): void {
  const byId = new Map<string, AgencyRecord>();
  const byName = new Map<string, AgencyRecord>();
  for (const record of records) {
    const twin = byId.get(record.id);
    if (twin) fail(record, ['id'], `${record.id} is already the id of ${twin.file}`);
    byId.set(record.id, record);
  }
  for (const record of records) {
    if (basename(record.file, '.yaml') !== record.id) fail(record, ['id'], `the file must be named ${record.id}.yaml`);
    if (record.parent !== null && !byId.has(record.parent)) fail(record, ['parent'], `no agency ${record.parent} in the registry`);
    for (let at = record.parent, steps = 0; at !== null; at = byId.get(at)?.parent ?? null)
      if (++steps > records.length) fail(record, ['parent'], 'the line of parents runs in a circle');
    [record.nameZh, ...record.aliases.map((it) => it.name)].forEach((name, index) => {
      const path = index === 0 ? ['nameZh'] : ['aliases', index - 1];
      const holder = byName.get(name);
      if (holder) fail(record, path, `${name} already names ${holder.id}`);
      byName.set(name, record);
    });
    const ids = new Set<string>();
    record.sources.forEach((source, index) => {
      if (ids.has(source.id)) fail(record, ['sources', index, 'id'], `${source.id} is the id of another source of this agency`);
      ids.add(source.id);
      const address = source.column ?? source.pattern!;
      const host = /^https?:\/\/([^/:]+)/.exec(address)?.[1];
      const listed = record.allowed.some((it) => it.host === host && it.portal === source.portal);
      if (!listed) {
        const list = source.portal === 'own' ? 'hosts' : 'portals';
        fail(record, ['sources', index, source.column === undefined ? 'pattern' : 'column'], `${host ?? address} is not among its ${list}`);
      }
    });
  }
}
