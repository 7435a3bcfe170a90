import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../crawlers/platforms/index.ts';
import { makePage } from '../../../crawlers/platforms/page.ts';
import { trs } from '../../../crawlers/platforms/trs.ts';
import { column } from './pages.ts';

const file = new URL('../../../../shared/corpus/files/ordos_engebei_list_trs.html', import.meta.url);
const there = existsSync(file);
if (!there) console.log('skipped: ../shared/corpus with the Ordos list is not here');

describe.skipIf(!there)('a real column of annual reports, saved from a browser', () => {
  const at = 'http://egb.ordos.gov.cn/xxgk/xxgknb/';
  const pageAt = (url: string) => makePage(url, 'text/html', readFileSync(file));

  it('is listed whole, with the days of the rows and not of the addresses', () => {
    const { links, heading, empty } = trs.list(pageAt(at), column(at));
    expect(links).toHaveLength(10);
    expect(links[0]).toEqual({ url: `${at}202009/t20200903_2748784.html`, title: '鄂尔多斯市2019年政府信息公开工作年度报告', date: '2020-09-03' });
    expect(links[5]).toEqual({ url: `${at}201905/t20190530_2380967.html`, title: '内蒙古自治区2018年政府信息公开工作年度报告', date: '2019-05-30' });
    expect(links[6]).toEqual({ url: `${at}201811/t20181102_2290635.html`, title: '恩格贝生态示范区召开2018年度工作会议暨党风廉政建设会议', date: '2018-03-26' });
    expect(links[9]).toMatchObject({ title: '2016，恩格贝，精彩继续！', date: '2017-01-07' });
    expect(heading).toBe('首页 > 信息公开 > 信息公开年报');
    expect(empty).toBe(false);
  });

  it('goes on to its second page, and there ends', () => {
    expect(trs.list(pageAt(at), column(at)).next).toEqual([{ url: `${at}index_1.html`, kind: 'page', referrer: at }]);
    // Without the pager that the browser drew, the script alone says so.
    const raw = readFileSync(file, 'utf8').replace(/<\/script>共计&nbsp;[^]*?<\/td>/, '</script></td>');
    expect(raw.length).toBeLessThan(readFileSync(file, 'utf8').length);
    const listOf = (url: string, text: string) => trs.list(makePage(url, 'text/html', Buffer.from(text)), column(at)).next.map((it) => it.url);
    expect(listOf(at, raw)).toEqual([`${at}index_1.html`]);
    expect(listOf(`${at}index_1.html`, raw.replace('currentPage = 0', 'currentPage = 1'))).toEqual([]);
  });

  it('is no article and is known for its family', () => {
    expect(trs.article(pageAt(at))).toBeNull();
    expect(recognise(pageAt(at))[0]!.platform.id).toBe('trs');
  });
});
