/** Rules of the house that can be checked: what may import what, what lies at the top, what may not be written down. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from './support/needs.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const isText = (path: string) => !/\.(pdf|docx|sqlite|png|gz|zip)$/.test(path);
const read = (path: string) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return ''; // deleted, not yet committed
  }
};

describe('what may import what', () => {
  const eslint = new ESLint({
    cwd: root,
    // Syntax is enough here; the type-aware rules need files that exist.
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: null } },
      rules: Object.fromEntries(
        ['no-floating-promises', 'no-misused-promises', 'await-thenable', 'no-unnecessary-type-assertion', 'switch-exhaustiveness-check'].map(
          (rule) => [`@typescript-eslint/${rule}`, 'off'],
        ),
      ),
    },
  });
  const complaints = async (file: string, statement: string) => {
    const [result] = await eslint.lintText(`${statement}\n`, { filePath: join(root, file) });
    return result!.messages.filter((message) => /restricted/.test(message.ruleId ?? '')).length;
  };

  it.each([
    ['crawlers/a.ts', "import { loadRegistry } from '../data/registry.ts';"],
    ['extractors/formats/a.ts', "import type { Document } from '../document.ts';"],
    ['db/a.ts', "import { figures } from '../extractors/forms/index.ts';"],
    ['db/a.ts', "import type { Report } from '../extractors/report.ts';"],
    ['db/a.ts', "import type { AgencyRecord } from '../data/registry.ts';"],
    ['data/registry.ts', "import type { AgencyProfile } from '../extractors/attribution/profile.ts';"],
    ['scripts/extract.ts', "import { extract } from '../extractors/extract.ts';\nimport { Store } from '../db/store.ts';"],
  ])('%s: %s is right', async (file, statement) => {
    expect(await complaints(file, `${statement}\nexport {};`)).toBe(0);
  });

  it.each([
    ['crawlers/a.ts', "import { extract } from '../extractors/extract.ts';"],
    ['crawlers/platforms/a.ts', "import { Store } from '../../db/store.ts';"],
    ['extractors/extract.ts', "import { loadRegistry } from '../data/registry.ts';"],
    ['extractors/formats/pdf.ts', "import { Store } from '../../db/store.ts';"],
    ['extractors/formats/pdf.ts', "import { readFileSync } from 'node:fs';"],
    ['extractors/a.ts', "import { Archive } from '../crawlers/archive.ts';"],
    ['extractors/a.ts', "import { request } from 'node:https';"],
    ['extractors/a.ts', 'export const now = Date.now();'],
    ['extractors/a.ts', 'export const dice = Math.random();'],
    ['db/a.ts', "import { extract } from '../extractors/extract.ts';"],
    ['db/a.ts', "import { loadRegistry } from '../data/registry.ts';"],
    ['db/a.ts', "import { Archive } from '../crawlers/archive.ts';"],
    ['data/registry.ts', "import { attribute } from '../extractors/attribution/index.ts';"],
    ['scripts/extract.ts', "import { forge } from '../test/forge/index.ts';"],
  ])('%s: %s is refused', async (file, statement) => {
    expect(await complaints(file, statement)).toBe(1);
  });
});

describe('the tree', () => {
  it('has only the agreed entries at its top', () => {
    const agreed =
      /^(crawlers|extractors|db|scripts|data|test|explorer|package(-lock)?\.json|tsconfig\.json|README(\.zh)?\.md|CONTRIBUTING\.md|LICENSE|CITATION\.cff|\.ci|\.gitignore|\.gitattributes|\.npmrc|\.editorconfig|eslint\.config\.js|vitest\.config\.ts)$/;
    expect([...new Set(tracked.map((path) => path.split('/')[0]!))].filter((name) => !agreed.test(name))).toEqual([]);
  });
  it('names no path of a machine and no registry host', () => {
    const machinePath = new RegExp(`(^|[^A-Za-z0-9_.-])/(?:${['work', 'farm', 'home', 'root'].join('|')})/[a-z.]`);
    const offenders = tracked.filter((path) => isText(path) && path !== 'package-lock.json' && machinePath.test(read(path)));
    expect(offenders).toEqual([]);
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });
  it('holds code files of at most 400 lines, scripts and tests included', () => {
    const long = tracked.filter((path) => /\.(ts|mjs|js)$/.test(path) && read(path).split('\n').length > 401);
    expect(long).toEqual([]);
  });
  it('pins every dependency exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const versions = Object.entries({ ...dependencies, ...devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
