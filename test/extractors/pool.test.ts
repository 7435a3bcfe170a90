import { afterAll, describe, expect, it } from 'vitest';
import { ExtractionPool, type PoolOptions } from '../../extractors/pool.ts';
import type { Refused } from '../../extractors/report.ts';

const EXTRACTOR = new URL('./fixtures/obedient-extractor.ts', import.meta.url);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);

const pools: ExtractionPool[] = [];
function open(options: Partial<PoolOptions> = {}): ExtractionPool {
  const pool = new ExtractionPool({ profiles: [], size: 2, extractor: EXTRACTOR, ...options });
  pools.push(pool);
  return pool;
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const codeOf = async (pool: ExtractionPool, words: string): Promise<string> => ((await pool.extract(bytes(words))) as Refused).code;
const reasonOf = async (pool: ExtractionPool, words: string): Promise<string> => ((await pool.extract(bytes(words))) as Refused).reason;

describe('a document in, an extraction out', () => {
  it('hands profiles, source and bytes to the extractor, and leaves the caller its bytes', async () => {
    const pool = open({ profiles: [{}, {}, {}] as never });
    for (const document of [bytes('甲乙丙'), Buffer.from('甲乙丙'), Buffer.alloc(9, '甲乙丙')]) {
      expect(await pool.extract(document, { name: 'a.txt' })).toEqual({ status: 'not_a_report', code: 'stand_in', reason: '3 a.txt 9' });
      expect(new TextDecoder().decode(document)).toBe('甲乙丙');
    }
  });

  it('reads bytes only when a thread is free, from pooled and from own buffers alike', async () => {
    const pool = open({ size: 1 });
    let open_ = 0;
    const lazily = (words: string) => ({ byteLength: words.length, read: () => { open_++; return Buffer.from(words); } });
    const all = Promise.all([pool.extract(lazily('sleep:50')), pool.extract(lazily('say:second'))]);
    expect(open_).toBeLessThanOrEqual(1);
    expect((await all).map((extraction) => (extraction as Refused).reason)).toEqual(['slept 50', 'second']);
    expect(open_).toBe(2);
    expect(Buffer.from('still whole').toString()).toBe('still whole');
  });

  it('tells the format, also of a document that was not read to its end', async () => {
    const pool = open({ size: 1, timeoutMs: 300 });
    expect((await pool.read(bytes('loop'))).format).toBe('text');
    expect((await pool.read(bytes('%PDF-1.7'))).format).toBe('pdf');
    expect((await pool.read(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).format).toBe('png');
    expect((await pool.read(bytes('GIF89a'))).format).toBeNull();
  });

  it('answers each of many with its own', async () => {
    const pool = open();
    const words = Array.from({ length: 200 }, (_, count) => `say:${count}`);
    const reasons = await Promise.all(words.map((word) => reasonOf(pool, word)));
    expect(reasons).toEqual(words.map((word) => word.slice(4)));
  });

  it('keeps the talk of libraries away from stdout', async () => {
    const pool = open();
    const written: unknown[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((chunk: unknown) => { written.push(chunk); return true; });
    try {
      expect(await reasonOf(pool, 'noise')).toBe('quiet');
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.stdout.write = write;
    }
    expect(written).toEqual([]);
  });
});

describe('limits', { timeout: 60_000 }, () => {
  it.each(['loop', 'wait'])('refuses a document that never ends (%s), and goes on', async (order) => {
    const pool = open({ size: 1, timeoutMs: 400 });
    expect(await pool.extract(bytes(order))).toEqual({ status: 'unreadable', code: 'timeout', reason: 'reading the document took longer than 0.4 s' });
    expect(await reasonOf(pool, 'say:on')).toBe('on');
  });

  it.each(['objects', 'buffers', 'array'])('refuses a document that eats memory (%s), and the process lives on', async (order) => {
    const pool = open({ memoryMb: 256 });
    const [hungry, modest] = await Promise.all([codeOf(pool, order), reasonOf(pool, 'sleep:30')]);
    expect(hungry).toBe('out_of_memory');
    expect(modest).toBe('slept 30');
    expect(await reasonOf(pool, 'say:on')).toBe('on');
  });

  it('refuses only the hungry one of two that were stopped together', async () => {
    const pool = open({ memoryMb: 256 });
    const answers = await Promise.all([codeOf(pool, 'buffers'), reasonOf(pool, 'sleep:3000'), codeOf(pool, 'buffers'), reasonOf(pool, 'say:on')]);
    expect(answers).toEqual(['out_of_memory', 'slept 3000', 'out_of_memory', 'on']);
  });

  it('reads two alone that are too much together', async () => {
    const pool = open({ memoryMb: 256 });
    expect(await Promise.all(['hold:170', 'hold:171'].map((words) => reasonOf(pool, words)))).toEqual(['held 170', 'held 171']);
  });

  it('does not look at a document that is too large', async () => {
    const pool = open({ maxBytes: 10 });
    const never = { byteLength: 11, read: () => { throw new Error('read'); } };
    expect(await pool.extract(never)).toEqual({ status: 'unreadable', code: 'too_large', reason: 'the document has 11 bytes, more than the 10 that are read' });
    expect(await codeOf(pool, 'say:1234567')).toBe('too_large');
    expect(await reasonOf(pool, 'say:123456')).toBe('123456');
  });

  it.each([
    ['deep', 'too_deep'],
    ['text', 'out_of_memory'],
    ['exit', 'crashed'],
    ['reject', 'crashed'],
  ])('refuses a document that breaks its reader: %s → %s', async (order, code) => {
    const pool = open({ size: 1 });
    expect(await codeOf(pool, order)).toBe(code);
    expect(await reasonOf(pool, 'say:on')).toBe('on');
  });

  it('calls an exception that no reader foresaw by its name and place', async () => {
    const pool = open({ size: 1 });
    const refused = (await pool.extract(bytes('throw:boo'))) as Refused;
    expect(refused).toMatchObject({ status: 'unreadable', code: 'internal_error' });
    expect(refused.reason).toMatch(/^the extraction failed on this document: TypeError: boo \(in throw at extraction-worker\.js:\d+\)$/);
  });

  it('does not blame a document for what an earlier one left behind', async () => {
    const pool = open({ size: 1 });
    expect(await reasonOf(pool, 'delayed')).toBe('delayed');
    expect(await reasonOf(pool, 'sleep:400')).toBe('slept 400');
  });

  it('replaces threads after their number of documents', async () => {
    const pool = open({ size: 1, recycleAfter: 3 });
    for (let count = 0; count < 10; count++) expect(await reasonOf(pool, `say:${count}`)).toBe(String(count));
  });

  it('rejects, once and for all, when the extractor cannot be loaded', async () => {
    const pool = open({ extractor: new URL('./fixtures/no-such-extractor.ts', import.meta.url) });
    await expect(pool.extract(bytes('say:1'))).rejects.toThrow(/no-such-extractor/);
  });

  it('passes on that bytes cannot be had, and goes on', async () => {
    const pool = open();
    await expect(pool.extract({ byteLength: 1, read: () => { throw new Error('gone'); } })).rejects.toThrow('gone');
    expect(await reasonOf(pool, 'say:on')).toBe('on');
  });
});
