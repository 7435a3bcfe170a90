import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RegistryError, loadRegistry } from '../../data/registry.ts';

const agencies = loadRegistry();
const byId = new Map(agencies.map((it) => [it.id, it]));

describe('the registry as it stands', () => {
  it('holds the ministry, 31 provinces, the Corps and 20 cities', () => {
    const levels = agencies.map((it) => it.level);
    const count = (level: string): number => levels.filter((it) => it === level).length;
    expect([count('central'), count('province'), count('xpcc'), count('city')]).toEqual([1, 31, 1, 20]);
  });

  it('gives each city its province as parent, by its code', () => {
    for (const city of agencies.filter((it) => it.level === 'city')) expect(city.parent).toBe(`${city.id.slice(0, 2)}0000`);
    expect(byId.get('640000')?.parent).toBe('mem');
    expect(byId.get('mem')?.parent).toBeNull();
  });

  it('knows names, places and codes of Ningxia', () => {
    const ningxia = byId.get('640000');
    expect(ningxia).toMatchObject({ nameZh: '宁夏回族自治区应急管理厅', level: 'province', areaCodes: ['0951'], postcodes: ['750'] });
    expect(ningxia?.hosts).toEqual(['nxyjglt.nx.gov.cn']);
    expect(ningxia?.places).toEqual(expect.arrayContaining(['宁夏', '银川市']));
    expect(ningxia?.aliases).toContainEqual({ name: '宁夏应急管理厅' });
    expect(ningxia?.aliases).toContainEqual({ name: '宁夏回族自治区安全生产监督管理局', to: 2018 });
  });

  it('keeps own hosts apart from portals shared with other organs', () => {
    expect(byId.get('420200')).toMatchObject({ hosts: [], portals: ['www.huangshi.gov.cn', 'huangshi.gov.cn'] });
    expect(byId.get('371500')?.allowed).toContainEqual({
      host: 'yjglj.liaocheng.gov.cn',
      portal: 'own',
      basis: 'inferred',
      note: 'a guess from the naming of sibling bureaus',
    });
  });

  it('says of every column that nobody has verified it yet, and what it rests on', () => {
    const sources = agencies.flatMap((it) => it.sources);
    expect(sources.length).toBeGreaterThanOrEqual(53);
    expect(sources.every((it) => it.verified === null && it.basis.length > 0)).toBe(true);
  });

  it('allows hosts of the government alone, or says whose a host is', () => {
    for (const { host, note } of agencies.flatMap((it) => [...it.allowed, ...it.attachmentHosts])) expect([host, /\.gov\.cn$/.test(host) || note !== undefined]).toEqual([host, true]);
  });

  it('names no host outside the government anywhere, not even in notes and evidence', () => {
    const texts = agencies.map((it) => [it.file, readFileSync(new URL(`../../data/agencies/${it.file}`, import.meta.url), 'utf8')] as const);
    for (const [file, text] of texts) {
      const domains = text.match(/(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|net|org|cn|gov|info|top|xyz|tw|hk|cc)(?![\w.-])/gi) ?? [];
      expect([file, domains.filter((it) => !it.endsWith('.gov.cn'))]).toEqual([file, []]);
    }
  });

  it('knows what a crawl needs of each source', () => {
    const sources = agencies.flatMap((it) => it.sources.map((source) => ({ agency: it, source })));
    for (const { agency, source } of sources) {
      const unknown = /NUMBER|NNN|[{}]/.test((source.column ?? source.pattern!).replace('{year}', ''));
      expect([agency.id, source.id, source.pattern !== undefined && source.expand?.kind !== 'year-path']).toEqual([agency.id, source.id, unknown]);
      if (source.basis === 'host-only') expect([agency.id, source.expand?.kind]).toEqual([agency.id, 'menu']);
    }
    expect(byId.get('371000')?.sources[0]).toMatchObject({ id: 'annual', vouches: 'inferred', expand: { kind: 'year-parameter', name: 'fbtime', from: 2008 }, parameters: { area: { value: '11371000004313776Q', basis: 'seen' } } });
    expect(byId.get('520200')?.sources.map((it) => [it.id, it.platform?.family, it.portal])).toEqual([['annual', 'single-document', 'own'], ['city-2019', undefined, 'parent']]);
  });

  it('says of every need of a host what it rests on, and has one for each obstacle that calls for it', () => {
    for (const agency of agencies) {
      for (const need of Object.values(agency.http)) expect(need.basis.length).toBeGreaterThan(0);
      if (agency.obstacles.includes('legacy-tls')) expect([agency.id, agency.http.tls?.value]).toEqual([agency.id, 'legacy']);
      if (agency.obstacles.includes('challenge')) expect([agency.id, agency.http.render?.value]).toEqual([agency.id, 'auto']);
      if (agency.obstacles.includes('throttled')) expect(agency.http.delay?.value).toBeGreaterThan(4);
    }
  });

  it('ends the names of predecessors with 2018', () => {
    const former = agencies.flatMap((it) => it.aliases).filter((it) => /安全生产|安监|安全监管/.test(it.name));
    expect(former.length).toBeGreaterThanOrEqual(53);
    expect(former.every((it) => it.to === 2018)).toBe(true);
  });
});

const ministry = readFileSync(new URL('../../data/agencies/mem.yaml', import.meta.url), 'utf8');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The message with which a registry of these files is refused. */
function refusal(files: Record<string, string>): string {
  try {
    loadRegistry(folderOf(files));
  } catch (error) {
    if (error instanceof RegistryError) return error.message;
    throw error;
  }
  return 'accepted';
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a faulty registry', () => {
  it('accepts the ministry alone', () => {
    expect(loadRegistry(folderOf({ 'mem.yaml': ministry })).map((it) => it.id)).toEqual(['mem']);
  });

  const changes: [what: string, from: string, to: string, at: string, message: RegExp][] = [
    ['an unknown key', 'areaCodes:', 'areacodes:', 'areacodes:', /areacodes: unknown key/],
    ['an unknown key deep inside', 'basis: seen }\nportals', 'basis: seen, remark: old }\nportals', 'remark', /hosts\.0\.remark: unknown key/],
    ['a level that does not exist', 'level: central', 'level: national', 'level:', /level: .*central/],
    ['a basis that does not exist', 'family: trs, basis: seen', 'family: trs, basis: sure', 'basis: sure', /platform\.basis/],
    ['a day the calendar lacks', 'verified: null', 'verified: 2024-02-30', 'verified: 2024-02-30', /verified: a day that the calendar has/],
    ['a date in another form', 'verified: null', 'verified: 2024/2/3', 'verified: 2024/2/3', /verified: a date as YYYY-MM-DD/],
    ['an area code without its zero', 'areaCodes: ["010"]', 'areaCodes: ["10"]', '"10"', /areaCodes\.0: an area code/],
    ['a code that YAML reads as a number', 'areaCodes: ["010"]', 'areaCodes: [010]', '010]', /areaCodes\.0/],
    ['an alias that ends before it begins', '国家安全监管总局, to: 2018', '国家安全监管总局, from: 2019, to: 2018', '- { name: 国家安全监管总局', /from is after to/],
    ['a host with a scheme', 'host: www.mem.gov.cn', 'host: http://www.mem.gov.cn', 'host: http', /hosts\.0\.host: a host name/],
    ['a column off the list of hosts', 'https://www.mem.gov.cn/gk/tzgg/', 'https://www.example.gov.cn/gk/tzgg/', 'column: https://www.example', /not among its hosts/],
    ['a host outside the government', 'host: www.mem.gov.cn', 'host: www.mem-gov.example', 'host: www.mem-gov', /hosts\.0\.host: a host outside \.gov\.cn needs a note/],
    ['a store of files outside the government', 'portals: []', 'portals: []\nattachmentHosts: [{ host: files.example.com, basis: seen }]', 'attachmentHosts', /attachmentHosts\.0\.host: a host outside/],
    ['an id of a source given twice', 'id: announcements', 'id: disclosed', 'id: disclosed\n    column: https://www.mem.gov.cn/gk/tzgg', /sources\.1\.id: disclosed is the id of another source/],
    ['a source without an id', '- id: disclosed\n    column', '- column', '- column', /sources\.0\.id/],
    ['an unknown key of a source', 'vouches: inferred', 'vouch: inferred', 'vouch:', /sources\.2\.vouch: unknown key/],
    ['an expansion that does not exist', 'vouches: inferred', 'expand: { kind: crawl }', 'expand:', /sources\.2\.expand/],
    ['an expansion with too little', 'vouches: inferred', 'expand: { kind: year-parameter, from: 2008 }', 'expand:', /sources\.2\.expand\.name/],
    ['a match that is no regular expression', 'vouches: inferred', "expand: { kind: child-nodes, match: '(', depth: 1 }", 'expand:', /sources\.2\.expand\.match: a regular expression/],
    ['years in a path that has no place for them', 'vouches: inferred', 'expand: { kind: year-path, from: 2008 }', '- id: annual', /sources\.2: year-path goes with a pattern that holds \{year\}/],
    ['a parameter without basis', 'vouches: inferred', 'parameters: { siteId: { value: "4" } }', 'parameters:', /sources\.2\.parameters\.siteId\.basis/],
    ['a need without basis', 'obstacles:', 'http: { tls: { value: legacy } }\nobstacles:', 'http: {', /http\.tls\.basis/],
    ['a need that nobody knows', 'obstacles:', 'http: { proxy: { value: x, basis: seen } }\nobstacles:', 'proxy', /http\.proxy: unknown key/],
    ['a parent that is not there', 'parent: null', 'parent: nowhere', 'parent:', /no agency nowhere/],
    ['a parent that is itself', 'parent: null', 'parent: mem', 'parent:', /circle/],
    ['broken YAML', 'level: central', 'level: [central', 'parent:', /flow|expected|Flow/i],
  ];
  it.each(changes)('is refused for %s, with file and line', (_, from, to, at, message) => {
    expect(ministry).toContain(from);
    const text = ministry.replace(from, to);
    const said = refusal({ 'mem.yaml': text });
    expect(said).toMatch(message);
    expect(said).toMatch(new RegExp(`^mem\\.yaml:${lineOf(text, at)}: `));
  });

  it('is refused for an id given twice', () => {
    expect(refusal({ 'mem.yaml': ministry, 'mem2.yaml': ministry })).toMatch(/^mem2\.yaml:1: id: mem is already the id of mem\.yaml/);
  });

  it('is refused for a name that two agencies claim', () => {
    const other = ministry.replace('id: mem', 'id: xpcc');
    expect(refusal({ 'mem.yaml': ministry, 'xpcc.yaml': other })).toMatch(/^xpcc\.yaml:2: nameZh: 应急管理部 already names mem/);
  });

  it('is refused for a key given twice and for a file under another name', () => {
    expect(refusal({ 'mem.yaml': `${ministry}level: city\n` })).toMatch(/^mem\.yaml:\d+: .*unique/);
    expect(refusal({ 'beijing.yaml': ministry })).toMatch(/^beijing\.yaml:1: id: the file must be named mem\.yaml/);
  });

  it('is refused where there is no folder, or nothing in it', () => {
    expect(refusal({})).toMatch(/no agency files/);
    expect(() => loadRegistry(join(tmpdir(), 'no-such-registry'))).toThrow(RegistryError);
  });
});
