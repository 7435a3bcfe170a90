import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import type { Night } from '../../crawlers/journal.ts';
import type { NightVisit } from '../../crawlers/ledger.ts';
import { keyOf } from '../../crawlers/warc/cdxj.ts';
import { exportWarc, isWarcName, type WarcExport } from '../../crawlers/warc/export.ts';
import { gunzipOne, readFields, readHttp, readWarc, sha256Field, type WarcRecord } from './warc-reader.ts';

let dir: string;
let archive: Archive;
let night: Night;
let minute: number;
const bytesOf = (value: string): Buffer => Buffer.from(value);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const path = (...parts: string[]): string => join(dir, ...parts);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-warc-'));
  archive = Archive.open(path('archive'));
  night = archive.journal.begin('2025-02-01', 'live', 'all', new Date('2025-02-01T18:00:00Z'));
  minute = 0;
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A visit one minute after the last. */
function visit(source: string, body: Uint8Array | null, more: Partial<NightVisit> = {}, same: string | null = null): string {
  minute += 1;
  const at = new Date(Date.UTC(2025, 1, 1, 18, minute, 0, 250));
  archive.putVisit(body, { night: night.id, agency: '640000', request: `GET ${source}`, source, role: 'document', candidate: null, at, verdict: 'ok', facts: { status: 200, headers: {} }, ...more }, same);
  return at.toISOString();
}

async function exported(name = 'x.warc.gz', maxBytes?: number): Promise<{ done: WarcExport; records: WarcRecord[]; parts: WarcRecord[][] }> {
  const done = await exportWarc(archive.dir, { out: path(name), software: 'gongkai/test', ...(maxBytes !== undefined && { maxBytes }) });
  if (done === null) throw new Error('nothing exported');
  const parts = done.files.map((file) => readWarc(readFileSync(file)));
  return { done, records: parts.flat(), parts };
}
const ofType = (records: readonly WarcRecord[], type: string): WarcRecord[] => records.filter((it) => it.type === type);
const only = (records: readonly WarcRecord[], type: string): WarcRecord => {
  const found = ofType(records, type);
  expect(found.map(({ fields }) => fields.get('warc-target-uri'))).toHaveLength(1);
  return found[0]!;
};

describe('one visit', () => {
  it('is a response with every kept header and byte, its request and what is known besides', async () => {
    const body = bytesOf('<html>政府信息公开工作年度报告\r\n\r\n</html>');
    const url = 'https://yjt.nx.gov.cn/a/报告.html?b=1&a=2';
    const headers = { 'content-type': 'text/html; charset=gbk', etag: '"x"', server: Buffer.from('服务', 'utf8').toString('latin1'), 'content-encoding': 'gzip', 'content-length': '7' };
    const at = visit(url, body, { candidate: url, facts: { status: 200, headers, referrer: 'https://yjt.nx.gov.cn/列表.html#top' } });
    const { records, done } = await exported();
    expect(done.records).toEqual({ warcinfo: 1, response: 1, request: 1, revisit: 0, metadata: 1, resource: 0 });
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request', 'metadata']);

    const response = only(records, 'response');
    expect(Object.fromEntries(response.fields)).toMatchObject({
      'warc-target-uri': 'https://yjt.nx.gov.cn/a/%E6%8A%A5%E5%91%8A.html?b=1&a=2', 'warc-date': at, 'content-type': 'application/http; msgtype=response', 'warc-payload-digest': sha256Field(body),
    });
    const answer = readHttp(response.block);
    expect(answer.start).toBe('HTTP/1.1 200 OK');
    expect(Object.fromEntries(answer.headers)).toEqual({ 'content-type': headers['content-type'], etag: '"x"', server: headers.server, 'content-length': String(body.length) });
    expect(answer.body.equals(body)).toBe(true);

    const request = only(records, 'request');
    expect(request.fields.get('warc-concurrent-to')).toBe(response.id);
    expect(request.block.toString('latin1')).toBe('GET /a/%E6%8A%A5%E5%91%8A.html?b=1&a=2 HTTP/1.1\r\nHost: yjt.nx.gov.cn\r\nReferer: https://yjt.nx.gov.cn/%E5%88%97%E8%A1%A8.html\r\n\r\n');
    const metadata = only(records, 'metadata');
    expect(metadata.fields.get('warc-concurrent-to')).toBe(response.id);
    expect(readFields(metadata.block)).toEqual(expect.arrayContaining([
      ['verdict', 'ok'], ['night', '2025-02-01'], ['agency', '640000'], ['role', 'document'], ['candidate', url], ['received-content-encoding', 'gzip'], ['received-content-length', '7'], ['payload-digest', sha256Field(body)],
    ]));
  });

  it('without an answer is metadata alone, with verdict and reason', async () => {
    visit('https://down.gov.cn/', null, { verdict: 'unreachable', facts: { status: null, headers: {}, reason: 'no answer:\nETIMEDOUT' } });
    visit('http://[bad/中文 x', null, { verdict: 'off_limits', facts: { status: null } });
    const { records } = await exported();
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'metadata', 'metadata']);
    expect(readFields(records[1]!.block)).toEqual(expect.arrayContaining([['verdict', 'unreachable'], ['reason', 'no answer: ETIMEDOUT']]));
    expect(records[2]!.fields.get('warc-target-uri')).toBe('http://%5Bbad/%E4%B8%AD%E6%96%87%20x');
  });

  it('that was redirected answers at its last address, and names those before', async () => {
    visit('http://a.gov.cn/old', bytesOf('x'), { facts: { status: 200, headers: {}, url: 'https://a.gov.cn/new', redirects: ['http://a.gov.cn/old', 'http://a.gov.cn/mid'] } });
    visit('http://a.gov.cn/form', bytesOf('y'), { request: 'POST http://a.gov.cn/form 0123456789abcdef', facts: { status: 200, headers: {}, url: 'http://a.gov.cn/list', redirects: ['http://a.gov.cn/form'] } });
    const { records } = await exported();
    expect(ofType(records, 'response').map(({ fields }) => fields.get('warc-target-uri'))).toEqual(['https://a.gov.cn/new', 'http://a.gov.cn/list']);
    // Whether the form was sent again is not known.
    expect(only(records, 'request').block.toString()).toMatch(/^GET \/new HTTP\/1\.1\r\nHost: a\.gov\.cn\r\n\r\n$/);
    expect(readFields(ofType(records, 'metadata')[0]!.block).filter(([name]) => name === 'redirected-from').map(([, value]) => value)).toEqual(['http://a.gov.cn/old', 'http://a.gov.cn/mid']);
  });

  it('of a form says that the form is not kept; a drawn page is UTF-8; an answer not taken is truncated', async () => {
    visit('http://a.gov.cn/form', bytesOf('{}'), { request: 'POST http://a.gov.cn/form 0123456789abcdef' });
    visit('http://a.gov.cn/drawn', bytesOf('页'), { facts: { status: 200, headers: { 'content-type': 'text/html;charset=gbk' }, rendered: true } });
    visit('http://a.gov.cn/huge.zip', null, { verdict: 'too_large', facts: { status: 200, headers: {}, reason: 'more than 5 bytes' } });
    visit('http://a.gov.cn/missing', null, { verdict: 'gone', facts: { status: 404, headers: {} } });
    const { records } = await exported();
    expect(ofType(records, 'request')[0]!.block.toString()).toMatch(/^POST \/form /);
    expect(ofType(records, 'request').map(({ fields }) => fields.get('warc-truncated'))).toEqual(['unspecified', undefined, undefined, undefined]);
    const [, drawn, huge, missing] = ofType(records, 'response');
    expect(readHttp(drawn!.block).headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(readFields(ofType(records, 'metadata')[1]!.block)).toContainEqual(['received-content-type', 'text/html;charset=gbk']);
    expect(huge!.fields.get('warc-truncated')).toBe('length');
    expect(missing!.fields.has('warc-truncated')).toBe(false);
    expect(readHttp(missing!.block)).toMatchObject({ start: 'HTTP/1.1 404 Not Found', body: Buffer.alloc(0) });
  });
});

describe('what was written before', () => {
  const url = 'https://a.gov.cn/report.html';

  it('is referred to: the same bytes again, a 304, the same bytes elsewhere', async () => {
    const body = bytesOf('报告'.repeat(100));
    const first = visit(url, body, { facts: { status: 200, headers: { etag: '"1"' } } });
    visit('https://b.gov.cn/copy.html', body);
    night = archive.journal.begin('2025-02-02', 'live', 'all', new Date('2025-02-02T18:00:00Z'));
    visit(url, null, { verdict: 'unchanged', facts: { status: 304, headers: { etag: '"1"' }, reason: '304' } }, sha(body));
    visit(`${url}?`, body);
    const { records } = await exported();
    const response = only(records, 'response');
    const revisits = ofType(records, 'revisit');
    expect(revisits.map(({ fields }) => fields.get('warc-profile')!.replace('http://netpreserve.org/warc/1.1/revisit/', ''))).toEqual(['identical-payload-digest', 'server-not-modified', 'identical-payload-digest']);
    for (const { fields } of revisits) {
      expect(Object.fromEntries(fields)).toMatchObject({ 'warc-refers-to': response.id, 'warc-refers-to-target-uri': url, 'warc-refers-to-date': first, 'warc-payload-digest': sha256Field(body) });
    }
    expect(readHttp(revisits[0]!.block)).toMatchObject({ start: 'HTTP/1.1 200 OK', body: Buffer.alloc(0) });
    expect(revisits[0]!.fields.get('warc-truncated')).toBe('length');
    expect(revisits[1]!.block.toString()).toBe('HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n');
  });

  it('a column that is a report itself was asked once: one response, and both roles told', async () => {
    visit(url, bytesOf('x'), { role: 'list' });
    const facts = { status: 200, headers: {} };
    archive.putVisit(null, { night: night.id, agency: '640000', request: `GET ${url}`, source: url, role: 'document', candidate: url, at: new Date('2025-02-01T19:00:00Z'), verdict: 'ok', facts }, sha(bytesOf('x')));
    const { records } = await exported();
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'response', 'request', 'metadata', 'metadata']);
    expect(records[4]!.fields.get('warc-concurrent-to')).toBe(records[1]!.id);
    expect(readFields(records[4]!.block)).toEqual(expect.arrayContaining([['role', 'document'], ['candidate', url], ['shared', expect.any(String)]]));
  });

  it('a file that was taken in is a resource, and a second one with its bytes refers to it', async () => {
    archive.put(bytesOf('%PDF-1.4'), { source: '宁夏/2024 年报.pdf', at: new Date('2025-01-01T00:00:00Z') });
    archive.put(bytesOf('%PDF-1.4'), { source: 'copy.pdf', at: new Date('2025-01-02T00:00:00Z') });
    const { records } = await exported();
    expect(records.map(({ type }) => type)).toEqual(['warcinfo', 'resource', 'revisit']);
    expect(Object.fromEntries(records[1]!.fields)).toMatchObject({ 'warc-target-uri': 'file:///%E5%AE%81%E5%A4%8F/2024%20%E5%B9%B4%E6%8A%A5.pdf', 'content-type': 'application/pdf' });
    expect(records[1]!.block.toString()).toBe('%PDF-1.4');
    expect(records[2]!.fields.get('warc-refers-to')).toBe(records[1]!.id);
    expect(records[2]!.block).toHaveLength(0);
  });
});

describe('the files', () => {
  /** Enough visits for several files, bodies that do not compress among them. */
  function many(): Map<string, Buffer> {
    const bodies = new Map<string, Buffer>();
    for (let i = 0; i < 12; i += 1) {
      const body = Buffer.concat(Array.from({ length: 200 }, (_, j) => createHash('sha256').update(`${i % 8} ${j}`).digest()));
      bodies.set(`https://a.gov.cn/${i}.bin`, body);
      visit(`https://a.gov.cn/${i}.bin`, body, { facts: { status: 200, headers: { 'content-type': 'application/octet-stream' } } });
    }
    return bodies;
  }

  it('are the same bytes each time, whatever their name', async () => {
    many();
    const one = await exported('one.warc.gz');
    const two = await exported('two.warc.gz');
    expect(readFileSync(one.done.files[0]!).equals(readFileSync(two.done.files[0]!))).toBe(true);
    expect(readFileSync(one.done.index, 'utf8')).toBe(readFileSync(two.done.index, 'utf8').replaceAll('two.warc.gz', 'one.warc.gz'));
    expect(readdirSync(dir).sort()).toEqual(['archive', 'one.cdxj', 'one.warc.gz', 'two.cdxj', 'two.warc.gz']);
  });

  it('are several, numbered, where one would be too large; none is split within a visit', async () => {
    const bodies = many();
    const { done, parts, records } = await exported('y.warc.gz', 15_000);
    expect(done.files.length).toBeGreaterThan(2);
    expect(done.files).toEqual(done.files.map((_, i) => path(`y-0000${i + 1}.warc.gz`)));
    for (const file of done.files.slice(0, -1)) expect(statSync(file).size).toBeGreaterThanOrEqual(15_000);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    for (const [i, part] of parts.entries()) {
      expect(readFields(part[0]!.block)).toContainEqual(['part', String(i + 1)]);
      const ids = new Set(part.map(({ id }) => id));
      for (const { fields } of ofType(part, 'request')) expect(ids).toContain(fields.get('warc-concurrent-to'));
    }
    expect(records.filter(({ type }) => type === 'response' || type === 'revisit').map(({ fields }) => fields.get('warc-target-uri'))).toEqual([...bodies.keys()]);
    const again = await exported('y.warc.gz');
    expect(again.done.stale).toEqual(done.files);
  });

  it('take a body that is larger than the pieces it is read in', async () => {
    const body = Buffer.alloc(3_000_001);
    for (let at = 0, block = bytesOf('x'); at < body.length; at += block.length) {
      block = createHash('sha512').update(block).digest();
      block.copy(body, at);
    }
    visit('https://a.gov.cn/large.zip', body);
    const { records, done } = await exported();
    expect(readHttp(only(records, 'response').block).body.equals(body)).toBe(true);
    const again = await exported('again.warc.gz');
    expect(readFileSync(again.done.files[0]!).equals(readFileSync(done.files[0]!))).toBe(true);
  });

  it('have an index that leads to every response and revisit, in the order of addresses', async () => {
    const bodies = many();
    const { done } = await exported('z.warc.gz', 15_000);
    const lines = readFileSync(done.index, 'utf8').trimEnd().split('\n');
    expect(lines).toEqual([...lines].sort());
    const found = lines.map((line) => {
      const [, key, time, json] = /^(\S+) (\d{14}) (\{.*\})$/.exec(line)!;
      const { url, filename, offset, length, digest, status } = JSON.parse(json!) as Record<string, string>;
      const member = gunzipOne(readFileSync(path(filename!)), Number(offset));
      expect(member.length).toBe(Number(length));
      const text = member.content.toString('latin1');
      expect(text).toContain(`WARC-Target-URI: ${url}\r\n`);
      expect({ status, key, digest, time: time!.slice(0, 8) }).toEqual({ status: '200', key: keyOf(url!), digest: sha256Field(bodies.get(url!)!), time: '20250201' });
      return url;
    });
    expect(found.sort()).toEqual([...bodies.keys()].sort());
  });

  it('hold what there is where bodies are missing or damaged, and say which are not', async () => {
    const [lost, spoilt, whole] = ['lost', 'spoilt', 'whole'].map(bytesOf);
    visit('https://a.gov.cn/1', lost!);
    visit('https://a.gov.cn/2', spoilt!);
    visit('https://a.gov.cn/3', whole!);
    visit('https://a.gov.cn/4', spoilt!);
    const object = (bytes: Buffer): string => path('archive', 'objects', sha(bytes).slice(0, 2), sha(bytes).slice(2));
    unlinkSync(object(lost!));
    writeFileSync(object(spoilt!), 'spoiled');
    const { done, records } = await exported();
    expect(done).toMatchObject({ missing: [sha(lost!)], damaged: [sha(spoilt!)], visits: 4 });
    const responses = ofType(records, 'response');
    expect(responses.map(({ fields, block }) => [fields.get('warc-truncated'), readHttp(block).body.toString()])).toEqual([['unspecified', ''], ['unspecified', ''], [undefined, 'whole'], ['unspecified', '']]);
    expect(readFields(ofType(records, 'metadata')[1]!.block)).toContainEqual(['payload-state', 'damaged in the archive']);
  });

  it('say so where the archive is one of the replica, and are none where there are no visits', async () => {
    expect(await exportWarc(archive.dir, { out: path('none.warc.gz'), software: 'gongkai/test' })).toBeNull();
    expect(readdirSync(dir)).toEqual(['archive']);
    archive.close();
    archive = Archive.open(path('replica'));
    night = archive.journal.begin('2025-02-01', 'replica', 'all', new Date('2025-02-01T18:00:00Z'));
    visit('https://a.gov.cn/', bytesOf('x'));
    const { records } = await exported();
    const fields = new Map(readFields(records[0]!.block));
    expect(fields.get('origin')).toBe('replica');
    expect(fields.get('description')).toMatch(/figures in it are invented/);
  });

  it('leave nothing behind where the work fails', async () => {
    visit('https://a.gov.cn/', bytesOf('x'));
    await expect(exportWarc(archive.dir, { out: path('f.warc.gz'), software: 's', onVisit: () => { throw new Error('stop'); } })).rejects.toThrow('stop');
    const stop = new AbortController();
    const stopping = exportWarc(archive.dir, { out: path('f.warc.gz'), software: 's', signal: stop.signal, onVisit: () => stop.abort(new Error('stopped')) });
    await expect(stopping).rejects.toThrow('stopped');
    await expect(exportWarc(archive.dir, { out: path('nowhere', 'f.warc.gz'), software: 's' })).rejects.toThrow(/ENOENT/);
    expect(readdirSync(dir)).toEqual(['archive']);
  });
});

it('any body, any header and any file name comes back', async () => {
  const headerValue = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 40 }).map((value) => value.trim());
  const exchange = fc.record({ body: fc.uint8Array({ minLength: 1, maxLength: 3000 }), status: fc.constantFrom(200, 203, 404, 412, 503), type: headerValue, disposition: headerValue, name: fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !name.includes('/')) });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(exchange, { minLength: 1, maxLength: 6, selector: ({ name, body }) => `${name} ${sha(body)}` }), async (exchanges) => {
      archive.close();
      rmSync(path('archive'), { recursive: true });
      archive = Archive.open(path('archive'));
      night = archive.journal.begin('2025-02-01', 'live', 'all', new Date('2025-02-01T18:00:00Z'));
      for (const [i, { body, status, type, disposition, name }] of exchanges.entries()) {
        visit(`https://a.gov.cn/${i}`, body, { facts: { status, headers: { 'content-type': type, 'content-disposition': disposition } } });
        archive.put(Buffer.concat([bytesOf(`file ${i} `), body]), { source: `f/${name}` });
      }
      const { records } = await exported('p.warc.gz');
      const payloads = new Map([...ofType(records, 'response'), ...ofType(records, 'resource')].map((it) => [it.fields.get('warc-payload-digest'), it]));
      for (const [i, { body, status, type, disposition, name }] of exchanges.entries()) {
        const first = payloads.get(sha256Field(body))!;
        expect(readHttp(first.block).body.equals(body)).toBe(true);
        const own = records.find((it) => (it.type === 'response' || it.type === 'revisit') && it.fields.get('warc-target-uri') === `https://a.gov.cn/${i}`)!;
        const { start, headers } = readHttp(own.block);
        expect([start.slice(9, 12), headers.get('content-type'), headers.get('content-disposition')]).toEqual([String(status), type, disposition]);
        const file = Buffer.concat([bytesOf(`file ${i} `), body]);
        expect(payloads.get(sha256Field(file))!.block.equals(file)).toBe(true);
        expect(ofType(records, 'resource').map(({ fields }) => decodeURIComponent(fields.get('warc-target-uri')!))).toContain(`file:///f/${name}`);
      }
    }),
    { numRuns: 15 },
  );
});

it('names of files and keys of addresses', () => {
  expect(['a.warc.gz', 'x/b.c.warc.gz', 'a.warc', '.warc.gz', 'x/.warc.gz', 'a.gz'].map(isWarcName)).toEqual([true, true, false, false, false, false]);
  expect(keyOf('https://WWW.mem.gov.cn/A/?b=2&Z=1&a=%E5')).toBe('cn,gov,mem)/a?a=%e5&b=2&z=1');
  expect(keyOf('http://yjt.nx.gov.cn:8080/')).toBe('cn,gov,nx,yjt:8080)/');
  expect(keyOf('http://yjt.nx.gov.cn:80?')).toBe('cn,gov,nx,yjt)/');
  expect(keyOf('http://127.0.0.1/x')).toBe('127.0.0.1)/x');
  expect(keyOf('file:///a.pdf')).toBeNull();
});
