/**
 * The registry compiled for reading: every name and place in one trie, so that a text is walked once however many
 * agencies there are. Compiled once for a list of profiles and kept as long as that list lives.
 */
import type { AgencyProfile, Alias } from './profile.ts';

export interface NameEntry {
  agency: AgencyProfile;
  /** Fiscal years in which the name holds; absent = always. */
  from?: number | undefined;
  to?: number | undefined;
}

/** A word of the trie: names of agencies, or a place and the agencies it speaks for. */
export interface Word {
  text: string;
  names: NameEntry[];
  places: AgencyProfile[];
}

interface Node {
  next: Map<number, Node> | null;
  word: Word | null;
}

export interface Gazetteer {
  byId: ReadonlyMap<string, AgencyProfile>;
  names: ReadonlyMap<string, NameEntry[]>;
  /** By place name, agencies whose region or seat it is. */
  places: ReadonlyMap<string, AgencyProfile[]>;
  hosts: ReadonlyMap<string, { agency: AgencyProfile; shared: boolean }[]>;
  /** By registrable domain (`nx.gov.cn`). */
  domains: ReadonlyMap<string, AgencyProfile[]>;
  areaCodes: ReadonlyMap<string, AgencyProfile[]>;
  /** Agencies whose seat has this postcode. */
  byPostcode(postcode: string): AgencyProfile[];
  /** Calls `found` for each longest word of the text, left to right, none overlapping. White space inside a word is passed over. */
  scan(text: string, found: (word: Word, start: number, end: number) => void): void;
}

const compiled = new WeakMap<readonly AgencyProfile[], Gazetteer>();

/** The compiled form of these profiles; the same array gives the same object. */
export function gazetteerOf(profiles: readonly AgencyProfile[]): Gazetteer {
  let gazetteer = compiled.get(profiles);
  if (!gazetteer) compiled.set(profiles, (gazetteer = compile(profiles)));
  return gazetteer;
}

function compile(profiles: readonly AgencyProfile[]): Gazetteer {
  const byId = new Map(profiles.map((it) => [it.id, it]));
  const names = new Map<string, NameEntry[]>();
  const places = new Map<string, AgencyProfile[]>();
  const hosts = new Map<string, { agency: AgencyProfile; shared: boolean }[]>();
  const domains = new Map<string, AgencyProfile[]>();
  const areaCodes = new Map<string, AgencyProfile[]>();
  const postcodes = new Map<string, AgencyProfile[]>();
  for (const agency of profiles) {
    const aliases: readonly Alias[] = [{ name: agency.nameZh }, ...agency.aliases];
    for (const { name, from, to } of aliases) push(names, name, { agency, from, to });
    for (const place of agency.places) push(places, place, agency);
    for (const host of agency.hosts) push(hosts, host, { agency, shared: false });
    for (const host of agency.portals ?? []) push(hosts, host, { agency, shared: true });
    for (const domain of new Set([...agency.hosts, ...(agency.portals ?? [])].map(domainOf))) push(domains, domain, agency);
    for (const code of agency.areaCodes) push(areaCodes, code, agency);
    for (const prefix of agency.postcodes) push(postcodes, prefix, agency);
  }
  const trie = new Trie();
  for (const name of new Set([...names.keys(), ...places.keys()]))
    trie.add({ text: name, names: names.get(name) ?? [], places: places.get(name) ?? [] });
  const prefixes = [...postcodes.entries()];
  return {
    byId,
    names,
    places,
    hosts,
    domains,
    areaCodes,
    byPostcode: (postcode) => prefixes.flatMap(([prefix, agencies]) => (postcode.startsWith(prefix) ? agencies : [])),
    scan: (text, found) => {
      trie.scan(text, found);
    },
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A host without its first label, unless that would leave less than a domain of its own: `yjt.zj.gov.cn` → `zj.gov.cn`. */
export function domainOf(host: string): string {
  const labels = host.split('.');
  return labels.length > 3 ? labels.slice(1).join('.') : host;
}

const isSpace = (unit: number): boolean => unit <= 0x20 || unit === 0xa0 || unit === 0x3000;

class Trie {
  readonly #root: Node = { next: new Map(), word: null };
  /** Which UTF-16 units begin a word: most of a text is passed over by this alone. */
  readonly #first = new Uint8Array(0x10000);

  add(word: Word): void {
    let node = this.#root;
    for (let i = 0; i < word.text.length; i++) {
      const unit = word.text.charCodeAt(i);
      node.next ??= new Map();
      let child = node.next.get(unit);
      if (!child) node.next.set(unit, (child = { next: null, word: null }));
      node = child;
    }
    node.word = word;
    this.#first[word.text.charCodeAt(0)] = 1;
  }

  scan(text: string, found: (word: Word, start: number, end: number) => void): void {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (this.#first[unit] === 0) continue;
      let node = this.#root.next?.get(unit);
      let word: Word | null = null;
      let end = at;
      for (let i = at + 1; node; i++) {
        if (node.word) [word, end] = [node.word, i];
        if (i >= text.length || !node.next) break;
        const next = text.charCodeAt(i);
        if (!isSpace(next)) node = node.next.get(next);
      }
      if (!word) continue;
      found(word, at, end);
      at = end - 1;
    }
  }
}
