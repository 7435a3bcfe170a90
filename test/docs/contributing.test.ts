/** What CONTRIBUTING names is there: paths, commands, and every dependency in its very version, with a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/needs.ts';

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const { scripts, dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>;

it('names paths that exist', () => {
  const paths = [...text.matchAll(/`((?:crawlers|extractors|db|scripts|data|test|\.ci)\/[\w./-]*)`/g)].map((match) => match[1]!).filter((path) => !/NAME|sqlite|archive/.test(path));
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('names commands that exist', () => {
  const names = [...text.matchAll(/npm run -s (\w+)/g)].map((match) => match[1]!);
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
  const files = [...text.matchAll(/npx tsx ([\w./-]+)|npm test -- ([\w./-]+)/g)].map((match) => match[1] ?? match[2]!);
  // A path given to the tests may be the beginning of a name.
  expect(files.filter((file) => !existsSync(join(root, file)) && !existsSync(join(root, `${file}.test.ts`)))).toEqual([]);
});

it('gives every dependency its place, in the version that is pinned', () => {
  const wanted = Object.entries({ ...dependencies, ...devDependencies }).filter(([name]) => !name.startsWith('@types/'));
  expect(wanted.filter(([name, version]) => !text.includes(`\`${name}\` ${version}`))).toEqual([]);
});
