import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadOverrides, OverrideError, overrideVersion } from '../../data/overrides.ts';

const SHA = 'ab'.repeat(32);
const HEAD = `document: ${SHA}\nreviewer: 王\non: 2026-11-20\nreason: looked at the scan\n`;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-overrides-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function load(files: Record<string, string>): ReturnType<typeof loadOverrides> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return loadOverrides(dir);
}
function complaint(text: string): string {
  try {
    load({ 'a.yaml': text });
  } catch (error) {
    return error instanceof OverrideError ? error.message : `unexpected ${String(error)}`;
  }
  return 'no complaint';
}

it('reads what a reviewer decided, by document', () => {
  const overrides = load({ 'a.yaml': `${HEAD}agency: "640000"\nfiscalYear: 2020\ncells:\n  t3.carry_in@total: { value: 3, reason: printed in the margin }\n`, 'b.txt': 'no yaml' });
  expect([...overrides]).toEqual([
    [SHA, { file: 'a.yaml', document: SHA, reviewer: '王', on: '2026-11-20', reason: 'looked at the scan', agency: '640000', fiscalYear: 2020, cells: { 't3.carry_in@total': { value: 3, reason: 'printed in the margin' } } }],
  ]);
});

it('reads the overrides of the project, and none where there is no folder', () => {
  expect(() => loadOverrides()).not.toThrow();
  expect(loadOverrides(join(dir, 'none')).size).toBe(0);
});

it.each([
  [`${HEAD}agancy: mem\n`, 'a.yaml:5: agancy: unknown key'],
  [`${HEAD}cells:\n  t3.a@total:\n    value: "3"\n    reason: x\n`, 'a.yaml:7: cells.t3.a@total.value: '],
  [`${HEAD}cells:\n  t3.a@total:\n    value: 3\n`, 'a.yaml:7: cells.t3.a@total.reason: '],
  [`${HEAD}fiscalYear: 20\n`, 'a.yaml:5: fiscalYear: '],
  [HEAD, 'a.yaml:1: (file): nothing to override'],
  [HEAD.replace('2026-11-20', '2026-02-30') + 'agency: mem\n', 'a.yaml:3: on: '],
  [HEAD.replace(SHA, 'abc') + 'agency: mem\n', 'a.yaml:1: document: the SHA-256'],
  [`${HEAD}agency: [\n`, 'a.yaml:6: '],
])('names file, line and key of what is wrong: %#', (text, expected) => {
  expect(complaint(text)).toContain(expected);
});

it('does not let two files speak of one document', () => {
  expect(() => load({ 'a.yaml': `${HEAD}agency: mem\n`, 'b.yaml': `${HEAD}fiscalYear: 2020\n` })).toThrow('b.yaml:1: document: a.yaml already overrides this document');
});

it('has a fingerprint of what is said, not of where', () => {
  const versionOf = (name: string, text: string): string => {
    const override = load({ [name]: text }).get(SHA)!;
    rmSync(join(dir, name));
    return overrideVersion(override);
  };
  const a = versionOf('a.yaml', `${HEAD}agency: mem\n`);
  const b = versionOf('b.yaml', `# remark\n${HEAD}agency: mem\n`);
  const c = versionOf('c.yaml', `${HEAD}agency: xpcc\n`);
  expect(a).toMatch(/^[0-9a-f]{8}$/);
  expect(b).toBe(a);
  expect(c).not.toBe(a);
});
