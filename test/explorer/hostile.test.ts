/** Hostile visitors and hostile texts: refused or inert, and the server answers the next request. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/open.ts';
import { endConsole, LIMITS, runQuery, type Outcome } from '../../explorer/console/runner.ts';
import { serve, type Served } from '../../explorer/serve.ts';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import { addresses } from './addresses.ts';
import { asking, forged, IMAGE, NAMES, SCRIPT } from './forged.ts';

let db: Db;
let ask: ReturnType<typeof asking>;
let site: Served;
const faults: string[] = [];

beforeAll(async () => {
  db = forged();
  ask = asking(db);
  site = await serve({ db, dbPath: db.name, banner: null, originals: NO_ORIGINALS }, { port: 0, host: '127.0.0.1', fault: (error, at) => faults.push(`${at}: ${String(error)}`) });
});
afterAll(async () => {
  endConsole();
  await site.close();
  expect(faults).toEqual([]);
});

/** One request in bytes, as no browser would send it; the first line of the answer. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request, 'latin1'));
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1'))).on('close', () => { resolve(text.split('\r\n')[0] ?? ''); }).on('error', reject);
  });
const get = (target: string, host = '127.0.0.1', method = 'GET'): Promise<string> => raw(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

const lives = async (): Promise<void> => { expect((await fetch(`${site.url}codebook.json`)).status).toBe(200); };

describe('paths', () => {
  const ESCAPES = [
    '/../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc%2fpasswd', '/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/constructor', '/assets/__proto__', '/original/..%2f..%2fpackage.json', `/original/${'0'.repeat(64)}`, '/original/%00', '/agency/%00', '/agency/..%2f..%2fx', '/agency/%ff%fe', '/agency/%',
    '/report/110000/..', '/report/110000/2021e1', '/report/%00/2021', '/findings.json.csv', '//evil.example/', '/\\..\\..\\package.json', `/agency/${'x'.repeat(8000)}`, `/${'a/'.repeat(3000)}`,
  ];
  it.each(ESCAPES.map((path) => [path.slice(0, 60), path]))('%s is refused', async (_, path) => {
    const line = await get(path);
    expect(line).toMatch(/^HTTP\/1\.1 (?:400|404|431)/);
    await lives();
  });

  it('refuses headers and addresses without end', async () => {
    expect(await get(`/search?q=${'x'.repeat(100_000)}`)).toMatch(/^HTTP\/1\.1 4/);
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/);
    expect(await raw('\0\x01\x02 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    await lives();
  });
});

describe('who asks, and how', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', ''])('the name %j is not answered', async (host) => {
    expect(await get('/codebook', host)).toMatch(/^HTTP\/1\.1 4(?:21|00)/);
  });
  it.each(['localhost', '127.0.0.1:9999', '[::1]'])('%s is', async (host) => {
    expect(await get('/codebook', host)).toBe('HTTP/1.1 200 OK');
  });
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s changes nothing', async (method) => {
    expect(await get('/sql?q=SELECT%201', '127.0.0.1', method)).toBe('HTTP/1.1 405 Method Not Allowed');
  });
  it('carries its policy on refusals too', async () => {
    for (const response of [await ask('/nowhere'), await ask('/', { method: 'POST' }), await ask('/', { headers: { host: 'evil.example' } })]) {
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
});

describe('weird parameters', () => {
  const WEIRD = ['', '-1', '0', '1e9', '999999999999', 'NaN', '%00', "'", "';DROP TABLE agency;--", '%', '\\', '😀', '\ud800', '<b>', '__proto__', '../../x', 'x'.repeat(300), '2021.1.99999', '9999.999999999.-1'];
  const NAMES_OF = ['q', 'page', 'from', 'year', 'kind', 'level', 'province', 'status', 'agency', 'lang', 'cell', 'check', 'section', 'document', 'figure', 'group', 'view', 'to', 'mode'];
  it('are refused or find nothing, on every page and in every form', async () => {
    for (const at of new Set(addresses(db).map((address) => address.split('?')[0]!))) {
      for (const form of ['', '.json', '.csv']) {
        for (const value of WEIRD) {
          const query = new URLSearchParams(NAMES_OF.filter((name) => !(at === '/sql' && name === 'q')).map((name) => [name, value])).toString();
          for (const choice of [query, ...NAMES_OF.filter((name) => form === '' && name !== 'q').map((name) => new URLSearchParams([[name, value]]).toString())]) {
            const response = await ask(`${at === '/' && form !== '' ? '/coverage' : at}${form}?${choice}`);
            expect([200, 400, 404], `${at}${form}?${choice}`).toContain(response.status);
          }
        }
      }
    }
  });
});

describe('texts of reports', () => {
  it('are shown as they are and do nothing', async () => {
    const seen: string[] = [];
    for (const at of [...addresses(db), `/agency/${encodeURIComponent(NAMES[1]!)}`, '/agency/110100', '/report/110100/2021', '/report/110000/2019', `/search?q=${encodeURIComponent(SCRIPT)}`, '/search?q=公开', `/codebook?q=${encodeURIComponent(IMAGE)}`, `/sql?q=${encodeURIComponent('SELECT name_zh, name_en FROM agencies')}`]) {
      const text = await (await ask(at)).text();
      expect(text, at).not.toMatch(/<script>|<img src=x|onerror=alert\(2\)>(?!&)/);
      if (text.includes('&lt;script&gt;alert(1)&lt;/script&gt;')) seen.push(at.split('?')[0]!);
    }
    expect(new Set(seen).size).toBeGreaterThan(4);
  });

  it('do not calculate in a spreadsheet, nor break out of JSON', async () => {
    const json = await ask('/findings.json');
    expect(json.headers.get('content-type')).toBe('application/json');
    expect(json.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await ask(`/sql.csv?q=${encodeURIComponent("SELECT '=1+1' AS a")}`)).text()).toBe("a\r\n'=1+1\r\n");
  });
});

const outcome = (sql: string, limits = {}): Promise<Outcome> => runQuery(db.name, sql, { ...LIMITS, ...limits });
const ENDLESS = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';

describe('the console', () => {
  const count = (): unknown => db.prepare('SELECT count(*) FROM agency').pluck().get();

  it.each([
    'DELETE FROM agency', 'UPDATE agency SET name_zh = 1', 'DROP TABLE agency', "INSERT INTO about VALUES (99, 'x', 'x')", 'WITH a AS (SELECT 1) DELETE FROM agency', 'SELECT 1; DELETE FROM agency',
    '/* SELECT */ DELETE FROM agency', '-- SELECT\nDELETE FROM agency', 'PRAGMA query_only = OFF', 'PRAGMA writable_schema = 1', 'BEGIN', 'COMMIT', 'REINDEX', 'ANALYZE', "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')", "SELECT readfile('/etc/passwd')", 'CREATE TEMP TABLE t (x)', '', ';', '--', 'SELECT 1\0; DELETE FROM agency', 'SELEC 1', 'SELECT * FROM nowhere', "SELECT fts3_tokenizer('x', x'00')",
  ])('runs nothing of %j', async (sql) => {
    const before = count();
    const told = await outcome(sql);
    expect('failure' in told && ['refused', 'error'].includes(told.failure), JSON.stringify(told)).toBe(true);
    expect(count()).toBe(before);
  });

  it('opens no other file', async () => {
    const other = join(dirname(db.name), 'other.sqlite');
    for (const sql of [`ATTACH '${other}' AS o`, `VACUUM INTO '${other}'`, `EXPLAIN ATTACH '${other}' AS o`, `WITH a AS (SELECT 1) SELECT * FROM a; ATTACH '${other}' AS o`]) await outcome(sql);
    expect(existsSync(other)).toBe(false);
  });

  it('stops what never ends, by time, by rows and by bytes', async () => {
    expect(await outcome(`${ENDLESS} SELECT count(*) FROM c`, { seconds: 1 })).toMatchObject({ failure: 'time' });
    expect(await outcome(`${ENDLESS} SELECT x FROM c`)).toMatchObject({ result: { more: 'rows' } });
    const wide = await outcome(`${ENDLESS} SELECT hex(zeroblob(20000)) FROM c`, { bytes: 1_000_000 });
    expect(wide).toMatchObject({ result: { more: 'bytes' } });
    expect('result' in wide && wide.result.rows.length).toBe(25);
    expect(await outcome('SELECT hex(zeroblob(1000000)) AS a, zeroblob(1000000) AS b')).toMatchObject({ result: { cut: 2 } });
  });

  it('stops what takes too much memory', async () => {
    expect(await outcome(`${ENDLESS} SELECT count(*) FROM (SELECT DISTINCT hex(randomblob(2000)) || x FROM c)`, { memory: 200_000_000, seconds: 60 })).toMatchObject({ failure: 'memory' });
    expect(await outcome('SELECT 1 AS a')).toMatchObject({ result: { rows: [[1]] } });
  });

  it('goes on answering while queries run away, and lets no more than a few wait', async () => {
    const many = Promise.all(Array.from({ length: 12 }, () => outcome(`${ENDLESS} SELECT count(*) FROM c`, { seconds: 1 })));
    await lives();
    const told = (await many).map((one) => ('failure' in one ? one.failure : 'done'));
    expect(told.filter((one) => one === 'time')).toHaveLength(10);
    expect(told.filter((one) => one === 'busy')).toHaveLength(2);
    expect(await outcome('SELECT 2 AS a')).toMatchObject({ result: { columns: ['a'], rows: [[2]] } });
  });

  it('keeps values exactly: null, whole numbers beyond 2^53, infinities, bytes', async () => {
    expect(await outcome("SELECT NULL AS a, 9007199254740993 AS b, 1e999 AS c, x'00ff' AS d, 0.1 AS e, '' AS f")).toMatchObject({ result: { rows: [[null, '9007199254740993', 'Infinity', '00ff', 0.1, '']], more: null, cut: 0 } });
  });

  it('says in the page and its twins what went wrong', async () => {
    const q = encodeURIComponent('DELETE FROM agency');
    const page = await ask(`/sql?q=${q}`);
    expect([page.status, (await page.text()).includes('DELETE FROM agency</textarea>')]).toEqual([400, true]);
    expect(await (await ask(`/sql.json?q=${q}`)).json()).toMatchObject({ error: 'refused', sql: 'DELETE FROM agency' });
    expect((await ask(`/sql.csv?q=${q}`)).status).toBe(400);
  });
});
