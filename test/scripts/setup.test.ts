import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeProblem, staleReason } from '../../scripts/setup.mjs';

describe('which Node can run the project', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.21.1', '24.0.0'])('%s can', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });
  it.each(['18.20.8', '20.18.1', '21.7.3', '22.11.0'])('%s cannot, and the message says what to install', (version) => {
    expect(nodeProblem(version)).toContain('Install Node 20.19');
  });
});

describe('whether the packages must be installed', () => {
  let root: string;
  const lock = (packages: Record<string, unknown>) => JSON.stringify({ lockfileVersion: 3, packages });
  const want = (packages: Record<string, unknown>) => {
    writeFileSync(join(root, 'package-lock.json'), lock({ '': { name: 'x' }, ...packages }));
  };
  const have = (packages: Record<string, unknown>) => {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock(packages));
  };
  const a = { 'node_modules/a': { version: '1.0.0' } };
  const optional = { 'node_modules/b': { version: '2.0.0', optional: true } };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gongkai-setup-'));
    want({ ...a, ...optional });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('must when nothing is there, or an install was interrupted', () => {
    expect(staleReason(root)).toBe('the packages are not installed');
    mkdirSync(join(root, 'node_modules', 'a'), { recursive: true });
    expect(staleReason(root)).toBe('the packages are not installed');
  });
  it('need not when every package is there; what is optional may be missing', () => {
    have({ ...a, ...optional });
    expect(staleReason(root)).toBeNull();
    have(a);
    expect(staleReason(root)).toBeNull();
  });
  it('must when a package is missing, of another version, or no longer wanted', () => {
    have(optional);
    expect(staleReason(root)).toContain('node_modules/a 1.0.0');
    have({ 'node_modules/a': { version: '1.0.1' } });
    expect(staleReason(root)).toContain('node_modules/a 1.0.0');
    have({ ...a, 'node_modules/b': { version: '2.0.1', optional: true } });
    expect(staleReason(root)).toContain('node_modules/b 2.0.0');
    have({ ...a, 'node_modules/c': { version: '3.0.0' } });
    expect(staleReason(root)).toContain('node_modules/c is installed but no longer wanted');
  });
});
