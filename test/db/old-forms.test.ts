/** Reports of the years before 2019 in the research file: prose counts as published, the statistics table has its figures. */
import { expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { extract } from '../../extractors/extract.ts';
import type { Report } from '../../extractors/report.ts';
import { forge } from '../forge/report.ts';
import { render } from '../forge/render/index.ts';
import { freshStore, put } from './support.ts';
import { sha256Of } from './synthetic.ts';

const agencies = loadRegistry();
const shandong = agencies.find(({ id }) => id === '370000')!;
const { db, store } = freshStore(agencies);

/** A forged report of 2014 to 2018, as one of an agency that is in the registry. */
async function forged(seed: string, withTable: boolean): Promise<{ report: Report; sha256: string; figure: number }> {
  const made = forge(seed, { form: 'stat-2014', deviations: [], broken: false, format: 'html-clean' });
  const [page] = await render('html-clean', [made]);
  const html = new TextDecoder().decode(page!.bytes).replaceAll(made.agency.name, '山东省安全生产监督管理局');
  const bytes = new TextEncoder().encode(withTable ? html : html.replace(/<table[\s\S]*<\/table>/, ''));
  const report = await extract(bytes.slice(), agencies, { contentType: 'text/html; charset=utf-8' });
  if (report.status !== 'report') throw new Error(report.reason);
  const sha256 = sha256Of(`${seed} ${withTable}`);
  put(store, { document: { sha256, bytes: bytes.length, format: 'html', sources: [`${seed}-${withTable}.html`] }, extraction: report });
  return { report, sha256, figure: page!.truth.get('t0.pub.total')!.value! };
}

it('prose alone is a published report without figures, until its table comes', async () => {
  const { report } = await forged('3', false);
  const year = report.fiscalYear!;
  const row = () => db.prepare('SELECT form, agency_id FROM reports WHERE fiscal_year = ?').all(year);
  expect(row()).toEqual([{ form: 'local', agency_id: shandong.id }]);
  expect(db.prepare('SELECT status FROM coverage WHERE agency_id = ? AND fiscal_year = ?').pluck().all(shandong.id, year)).toEqual(['published']);
  expect(db.prepare('SELECT count(*) FROM sections WHERE fiscal_year = ?').pluck().get(year)).toBeGreaterThanOrEqual(6);
  expect(db.prepare('SELECT t0_pub_total AS published, t3_new_total AS received FROM panel WHERE fiscal_year = ?').all(year)).toEqual([{ published: null, received: null }]);
  const { figure } = await forged('3', true);
  expect(row()).toEqual([{ form: 'stat-2014', agency_id: shandong.id }]);
  expect(db.prepare('SELECT t0_pub_total AS published, t3_new_total AS received FROM panel WHERE fiscal_year = ?').all(year)).toEqual([{ published: figure, received: null }]);
  expect(db.prepare("SELECT DISTINCT name FROM checks WHERE fiscal_year = ? AND name LIKE 'S1:%' ORDER BY name").pluck().all(year)).toEqual(
    ['S1:answered', 'S1:closed', 'S1:denied', 'S1:litigation', 'S1:received', 'S1:review', 'S1:staff']);
});
