import { expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { codeVersion, registryVersion } from '../../scripts/cli/code-version.ts';
import { hintsOf, versionOf } from '../../scripts/cli/read-documents.ts';

const records = loadRegistry();
const document = (...sources: string[]) => ({ sha256: 'ab'.repeat(32), byteLength: 1, sources, read: () => new Uint8Array(1) });

it('is the same every time', () => {
  expect(codeVersion()).toMatch(/^[0-9a-f]{12}$/);
  expect(codeVersion()).toBe(codeVersion());
});

it('depends on what the registry tells the extractors, not on how agencies are reached', () => {
  const version = registryVersion(records);
  expect(registryVersion(records.map((record) => ({ ...record, sources: [], notes: 'other' })))).toBe(version);
  expect(registryVersion(records.map((record, index) => (index === 0 ? { ...record, areaCodes: ['0999'] } : record)))).not.toBe(version);
});

it('changes when a document gets its first address, or an override', () => {
  const plain = versionOf({ records, overrides: new Map() });
  const override = { file: 'a.yaml', document: 'ab'.repeat(32), reviewer: 'r', on: '2026-01-01', reason: 'r', fiscalYear: 2020 };
  const overridden = versionOf({ records, overrides: new Map([[override.document, override]]) });
  expect(plain(document('a.txt', 'b.txt'))).toBe(plain(document('c.txt')));
  expect(new Set([plain(document('a.txt')), plain(document('http://a.gov.cn/', 'a.txt')), overridden(document('a.txt'))]).size).toBe(3);
  expect(plain(document('http://a.gov.cn/'))).toBe(plain(document('https://b.gov.cn/', 'http://a.gov.cn/')));
});

it('tells the extractors the first address, else the first file name without its folders', () => {
  expect(hintsOf({ sources: ['https://a.gov.cn/x.html', 'b.html'] })).toEqual({ url: 'https://a.gov.cn/x.html' });
  expect(hintsOf({ sources: ['2020/宁夏/a.txt', 'b.txt'] })).toEqual({ name: 'a.txt' });
  expect(hintsOf({ sources: [] })).toEqual({});
  const names = ['宁夏回族自治区应急管理厅2024年年报.pdf', '附件.pdf'].map((name) => ({ name, day: '2025-02-10' }));
  expect(hintsOf({ sources: ['https://a.gov.cn/x.pdf'], names })).toEqual({ url: 'https://a.gov.cn/x.pdf', name: names[0]!.name });
});
