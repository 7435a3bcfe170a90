/** Word 97 read twice: our reading and LibreOffice's agree on forged reports, and a difference is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { differences } from '../../scripts/cli/second-opinion.ts';
import { extract } from '../../extractors/extract.ts';
import { loadRegistry } from '../../data/registry.ts';
import { render } from '../forge/render/index.ts';
import { forge } from '../forge/report.ts';
import { needs } from '../support/needs.ts';
import { runCommand } from '../support/command.ts';

needs('LibreOffice', 'a second opinion on Word 97', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-opinion-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  it('agrees cell by cell with ours on forged reports', async () => {
    const seeds = ['41', '42', '43', '44'];
    const documents = await render('doc', seeds.map((seed) => forge(seed, { format: 'doc' })));
    for (const { bytes, name } of documents) writeFileSync(join(folder, name.replace('.doc', '.wps')), bytes);
    writeFileSync(join(folder, 'other.txt'), 'not a Word document');
    const { code, stdout } = await runCommand('verify', ['--second-opinion', folder, '--json']);
    expect(JSON.parse(stdout)).toEqual({ documents: 4, differing: 0, perDocument: [] });
    expect(code).toBe(0);
  });

  it('tells where two readings differ', async () => {
    const [first, second] = await Promise.all((await render('doc', ['41', '42'].map((seed) => forge(seed, { format: 'doc' })))).map(({ bytes, name }) => extract(bytes, loadRegistry(), { name })));
    expect(differences(first!, first!)).toEqual([]);
    expect(differences(first!, second!).length).toBeGreaterThan(20);
    expect(differences(first!, { status: 'unreadable', code: 'x', reason: 'y' })).toEqual([{ what: 'status', ours: 'report', theirs: 'unreadable' }]);
  });
});
