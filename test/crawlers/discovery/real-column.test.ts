/** The stored list page of a real 年报 column: annual reports of several organs between news (portals reference §2.1). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { judgeTitle } from '../../../crawlers/discovery/title.ts';
import { root } from '../../support/needs.ts';

const FILE = join(root, '..', 'shared', 'corpus', 'files', 'ordos_engebei_list_trs.html');
const missing = !existsSync(FILE);
if (missing) console.log('skipped: the stored list page of ../shared/corpus is missing');

describe.skipIf(missing)('a real column of annual reports', () => {
  it('holds reports of three organs between news', () => {
    const $ = load(readFileSync(FILE, 'utf8'));
    const titles = [...new Set($('a[href]').toArray().map((it) => $(it).attr('title') ?? $(it).text().trim()))];
    const judged = titles.map((title) => ({ title, ...judgeTitle(title, { agency: null, portal: null, columnVouches: true }) }));
    const taken = judged.filter(({ verdict }) => verdict === 'accepted');
    expect(taken.map(({ title, year }) => [title, year])).toMatchInlineSnapshot(`
      [
        [
          "鄂尔多斯市2019年政府信息公开工作年度报告",
          2019,
        ],
        [
          "鄂尔多斯市人民政府办公室2019年政府信息公开工作年度报告",
          2019,
        ],
        [
          "鄂尔多斯市2018年政府信息公开年度报告",
          2018,
        ],
        [
          "内蒙古自治区2018年政府信息公开工作年度报告",
          2018,
        ],
      ]
    `);
    expect(judged.filter(({ verdict }) => verdict === 'doubtful').map(({ title }) => title)).toMatchInlineSnapshot(`
      [
        "信息公开年报",
      ]
    `);
  });
});
