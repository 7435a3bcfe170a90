import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import { EXIT } from '../../scripts/cli/exit.ts';
import { readHttp, readWarc } from '../crawlers/warc-reader.ts';
import { complaints, runCommand } from '../support/command.ts';

let dir: string;
const path = (...parts: string[]): string => join(dir, ...parts);
const run = (...args: string[]) => runCommand('export', args);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-export-'));
  const archive = Archive.open(path('archive'));
  const night = archive.journal.begin('2025-02-01', 'live', 'all', new Date('2025-02-01T18:00:00Z'));
  archive.putVisit(Buffer.from('年报'), {
    night: night.id, agency: '640000', request: 'GET https://a.gov.cn/', source: 'https://a.gov.cn/', role: 'document', candidate: null,
    at: new Date('2025-02-01T18:01:00Z'), verdict: 'ok', facts: { status: 200, headers: { 'content-type': 'text/html' } },
  });
  archive.put(Buffer.from('年报 2'), { source: 'report.txt', at: new Date('2025-02-02T00:00:00Z') });
  archive.close();
  Archive.open(path('empty')).close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('export --warc', () => {
  it('writes one file and its index, and says what is in them', async () => {
    const ended = await run('--warc', '--archive', path('archive'), '--out', path('all.warc.gz'), '--json');
    expect(ended).toMatchObject({ code: EXIT.ok, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      files: [path('all.warc.gz')], index: path('all.cdxj'), visits: 2, missing: [], damaged: [], records: { warcinfo: 1, response: 1, request: 1, metadata: 1, resource: 1, revisit: 0 },
    });
    const records = readWarc(readFileSync(path('all.warc.gz')));
    expect(readHttp(records[1]!.block).body.toString()).toBe('年报');
    expect(records.at(-1)!.block.toString()).toBe('年报 2');
    expect(records[0]!.block.toString()).toMatch(/^software: gongkai\/\d/);

    const before = readFileSync(path('all.warc.gz'));
    const again = await run('--warc', '--archive', path('archive'), '--out', path('all.warc.gz'));
    expect(again).toMatchObject({ code: EXIT.ok, stderr: '' });
    expect(again.stdout).toMatch(/^2 visits written \(1 warcinfo, 1 response, 1 request, 1 metadata, 1 resource\), \d+ bytes\n/);
    expect(readFileSync(path('all.warc.gz')).equals(before)).toBe(true);
    expect(readdirSync(dir).sort()).toEqual(['all.cdxj', 'all.warc.gz', 'archive', 'empty']);
  });

  it.each([
    ['no form', () => ['--archive', path('archive'), '--out', path('n.warc.gz')], EXIT.usage, /give --warc/],
    ['a name of another kind', () => ['--warc', '--archive', path('archive'), '--out', path('n.zip')], EXIT.usage, /must end in \.warc\.gz/],
    ['a folder that is not there', () => ['--warc', '--archive', path('archive'), '--out', path('no', 'n.warc.gz')], EXIT.missing, /there is no folder/],
    ['a folder in place of a file', () => ['--warc', '--archive', path('archive'), '--out', path('folder.warc.gz')], EXIT.missing, /is a folder/],
    ['no archive', () => ['--warc', '--archive', path('nothing'), '--out', path('n.warc.gz')], EXIT.missing, /there is no archive/],
    ['an empty archive', () => ['--warc', '--archive', path('empty'), '--out', path('n.warc.gz')], EXIT.notStored, /holds no visits/],
    ['a ledger that is none', () => ['--warc', '--archive', path('bad'), '--out', path('n.warc.gz')], EXIT.damaged, /not an SQLite database/],
    ['a size that is none', () => ['--warc', '--archive', path('archive'), '--out', path('n.warc.gz'), '--max-size', '1 parsec'], EXIT.usage, /whole number with B, KB, MB or GB/],
  ] as const)('refuses %s in one line, and writes nothing', async (name, args, exit, line) => {
    if (name === 'a folder in place of a file') mkdirSync(path('folder.warc.gz'), { recursive: true });
    if (name === 'a ledger that is none') {
      mkdirSync(path('bad'), { recursive: true });
      writeFileSync(path('bad', 'ledger.sqlite'), 'words, no database'.repeat(100));
    }
    const before = readdirSync(dir).sort();
    const ended = await run(...args());
    expect(ended).toMatchObject({ code: exit, stdout: '' });
    expect(complaints(ended)).toEqual([expect.stringMatching(line)]);
    expect(readdirSync(dir).sort()).toEqual(before);
  });

  it('writes what there is where a body is missing, and ends with the code for damage', async () => {
    const archive = Archive.open(path('torn'));
    const { sha256 } = archive.put(Buffer.from('gone'), { source: 'a.txt' });
    archive.put(Buffer.from('here'), { source: 'b.txt' });
    archive.close();
    unlinkSync(path('torn', 'objects', sha256.slice(0, 2), sha256.slice(2)));
    const ended = await run('--warc', '--archive', path('torn'), '--out', path('torn.warc.gz'), '--json');
    expect(ended.code).toBe(EXIT.damaged);
    expect(complaints(ended)).toEqual([expect.stringContaining('1 bodies are missing and 0 are damaged')]);
    expect(JSON.parse(ended.stdout)).toMatchObject({ missing: [sha256], visits: 2 });
    expect(readWarc(readFileSync(path('torn.warc.gz'))).map(({ type }) => type)).toEqual(['warcinfo', 'metadata', 'resource']);
  });

  it('has help that names every option and exit code', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(EXIT.ok);
    for (const word of ['--warc', '--out', '--max-size', '--archive', '--json', '1GB', '.cdxj', 'Exit codes']) expect(stdout).toContain(word);
  });
});
