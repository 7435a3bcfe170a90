/** The data package, judged by the Frictionless implementation for JavaScript: the descriptor, every row's types, constraints and keys. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSnapshot, type Snapshot } from '../../../db/export/snapshot.ts';
import { oddReplica } from './databases.ts';

interface FrictionlessResource {
  name: string;
  schema: { primaryKey: string[]; foreignKeys: unknown[] };
  read(options: { relations?: boolean }): Promise<unknown[][]>;
}
interface FrictionlessPackage {
  valid: boolean;
  errors: Error[];
  resources: FrictionlessResource[];
}
/** It comes without types. */
const { Package } = createRequire(import.meta.url)('datapackage') as { Package: { load(descriptor: object, options: { basePath: string; strict: boolean }): Promise<FrictionlessPackage> } };

interface Descriptor {
  profile: string;
  resources: { name: string; path: string; bytes: number; hash: string; schema: { fields: { name: string; type: string; title: string }[] } }[];
  licenses: object[];
  sources: { title: string; path?: string }[];
}

let dir: string;
let done: Snapshot;
let descriptor: Descriptor;
let loaded: FrictionlessPackage;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-package-'));
  oddReplica(join(dir, 'r.sqlite'));
  done = await writeSnapshot({ db: join(dir, 'r.sqlite'), to: join(dir, 'out'), formats: ['datapackage'], software: 'gongkai 0', licence: 'MIT' });
  descriptor = JSON.parse(readFileSync(join(done.folder, 'datapackage.json'), 'utf8')) as Descriptor;
  // This implementation takes the byte order mark for a part of the first name; frictionless-py knows it.
  const bare = join(dir, 'bare');
  mkdirSync(join(bare, 'csv'), { recursive: true });
  copyFileSync(join(done.folder, 'datapackage.json'), join(bare, 'datapackage.json'));
  for (const { path } of descriptor.resources) writeFileSync(join(bare, path), readFileSync(join(done.folder, path)).subarray(3));
  loaded = await Package.load(descriptor, { basePath: bare, strict: false });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the data package', () => {
  it('is a valid tabular data package', () => {
    expect(loaded.errors.map(String)).toEqual([]);
    expect(loaded.valid).toBe(true);
    expect(descriptor.profile).toBe('tabular-data-package');
  });

  it('brought the CSV files along, with their true sizes and hashes', () => {
    expect(done.formats).toEqual(['csv', 'datapackage']);
    for (const { path, bytes, hash } of descriptor.resources) {
      const file = readFileSync(join(done.folder, path));
      expect([path, file.length, `sha256:${createHash('sha256').update(file).digest('hex')}`]).toEqual([path, bytes, hash]);
      expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    }
  });

  it('reads every row with types, constraints, primary and foreign keys', async () => {
    for (const resource of loaded.resources) {
      const rows = await resource.read({ relations: resource.schema.foreignKeys.length > 0 });
      expect([resource.name, rows.length]).toEqual([resource.name, done.rows[resource.name]]);
    }
    const keyed = new Map(loaded.resources.map(({ name, schema }) => [name, [schema.primaryKey, schema.foreignKeys.length]]));
    expect(keyed.get('cells')).toEqual([['agency', 'fiscal_year', 'code'], 3]);
    expect(keyed.get('panel')).toEqual([['agency', 'fiscal_year'], 1]);
  }, 120_000);

  it('notices a row that does not fit: this check can fail', async () => {
    const bare = join(dir, 'bare', 'csv', 'reports.csv');
    const text = readFileSync(bare, 'utf8');
    writeFileSync(bare, text.replace(/,2021,/, ',year,'));
    const reports = loaded.resources.find(({ name }) => name === 'reports')!;
    await expect(reports.read({})).rejects.toThrow();
    writeFileSync(bare, text);
  });

  it('names columns in both languages, licence and sources', () => {
    for (const { name, schema } of descriptor.resources) for (const field of schema.fields) expect([name, field.title]).toEqual([name, expect.stringMatching(/^.+ · .+$/)]);
    expect(descriptor.licenses).toEqual([expect.objectContaining({ name: 'MIT' })]);
    expect(descriptor.sources).toContainEqual({ title: expect.stringContaining('应急管理'), path: 'https://yjt.example.gov.cn/' });
  });
});
