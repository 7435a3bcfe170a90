import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { attribute } from '../../extractors/attribution/index.ts';
import type { Attribution } from '../../extractors/attribution/index.ts';
import type { SourceHints } from '../../extractors/attribution/profile.ts';
import type { Document } from '../../extractors/document.ts';
import { readSections } from '../../extractors/narrative/sections.ts';
import { documentOf } from '../support/documents.ts';

const profiles = loadRegistry();

interface Page {
  /** Lines before the first section. */
  head: string[];
  /** Text of the first section. */
  body?: string[];
  /** Text of the last section. */
  tail?: string[];
  meta?: Document['meta'];
  title?: string;
  source?: SourceHints;
}

function attributionOf({ head, body = ['我单位认真落实各项要求。'], tail = ['无。'], meta = {}, title, source }: Page): Attribution {
  const parts = [...head, '一、总体情况', ...body, { grid: [['信息内容', '本年制发件数']] }, '六、其他需要报告的事项', ...tail];
  const document = documentOf(parts, { meta, title: title ?? null });
  return attribute(document, readSections(document), profiles, source);
}

const codes = (found: Attribution): string[] => found.problems.map((it) => it.code);
const titled = (title: string, more: Omit<Page, 'head'> = {}): Attribution => attributionOf({ head: [title], ...more });

describe('an agency that its title names', () => {
  it.each([
    ['应急管理部2020年政府信息公开工作报告', 'mem'],
    ['中华人民共和国应急管理部2021年政府信息公开工作年度报告', 'mem'],
    ['宁夏应急管理厅2023年政府信息公开年度报告', '640000'],
    ['宁夏应急厅2023年政府信息公开年度报告', '640000'],
    ['黑龙江省应急管理厅2023年度政府信息公开工作年度报告', '230000'],
    ['重庆市应急管理局2025年政府信息公开工作年度报告（文字版）', '500000'],
    ['重庆市应急管理局2019年政府信息公开年度工作报告', '500000'],
    ['２０２２年聊城市应急局政府信息公开工作年度报告', '371500'],
    ['贵州省六盘水市应急管理局二〇二三年政府信息公开工作年度报告', '520200'],
    ['新疆生产建设兵团应急管理局2022年政府信息公开工作年度报告', 'xpcc'],
    ['楚雄彝族自治州应急管理局2021年政府信息公开工作年度报告', '532300'],
    ['吉林市应急管理局2020年政府信息公开工作年度报告', '220200'],
    ['吉林省应急管理厅2020年政府信息公开工作年度报告', '220000'],
    ['上海市应急管理局2018年度政府信息公开年度报告', '310000'],
  ])('%s is %s', (title, id) => {
    const found = titled(title);
    expect(found.agency.id).toBe(id);
    expect(found.agency.nameZh).toBe(profiles.find((it) => it.id === id)?.nameZh);
    expect(codes(found)).toEqual([]);
  });

  it.each([
    ['2024年上海市嘉定区应急管理局政府信息公开工作年度报告', '上海市嘉定区应急管理局', 'county'],
    ['德安县应急管理局2024年政府信息公开工作年度报告', '德安县应急管理局', 'county'],
    ['武威市凉州区应急管理局2023年政府信息公开工作年度报告', '武威市凉州区应急管理局', 'county'],
    ['黄石市水务局2020年政府信息公开工作年度报告', '黄石市水务局', 'city'],
    ['聊城市水利局2025年政府信息公开工作年度报告', '聊城市水利局', 'city'],
    ['宁夏回族自治区审计厅2025年政务信息公开工作开展年度报告', '宁夏回族自治区审计厅', 'province'],
    ['黄石市2025年政府信息公开工作年度报告', '黄石市', 'city'],
    ['淮安市人民政府2024年政府信息公开工作年度报告', '淮安市人民政府', 'city'],
    ['2019年上海市人民政府办公厅政府信息公开工作年度报告', '上海市人民政府办公厅', null],
    ['新疆生产建设兵团第八师应急管理局2022年政府信息公开工作年度报告', '新疆生产建设兵团第八师应急管理局', null],
    ['兴义市应急管理局2019年度政府信息公开工作年度报告', '兴义市应急管理局', null],
    ['应急管理部消防救援局2020年政府信息公开工作年度报告', '应急管理部消防救援局', null],
  ])('%s is outside the registry', (title, printed, level) => {
    const found = titled(title, { body: ['聊城市、黄石市、上海市、宁夏、武威市应急管理局、黄石市应急管理局'] });
    expect(found.agency).toMatchObject({ id: null, nameZh: printed, namePrinted: printed });
    if (level !== null) expect(found.agency.level).toBe(level);
  });

  it('keeps a former name within its years, and nowhere else', () => {
    expect(titled('山东省安全生产监督管理局2014年政府信息公开工作年度报告').agency).toMatchObject({ id: '370000', namePrinted: '山东省安全生产监督管理局' });
    expect(titled('辽宁省安全生产监管局2013年政府信息公开工作年度报告').agency.id).toBe('210000');
    const late = titled('山东省安全生产监督管理局2021年政府信息公开工作年度报告');
    expect(late.agency).toMatchObject({ id: null, nameZh: null, namePrinted: '山东省安全生产监督管理局' });
    expect(codes(late)).toEqual(['agency_name_expired']);
  });

  it('says so when one report covers two organs', () => {
    const found = titled('贵州省安全生产监督管理局、贵州煤矿安全监察局2017年政府信息公开工作年度报告');
    expect(found.agency.id).toBe('520000');
    expect(codes(found)).toEqual(['joint_report']);
  });
});

describe('names of the registry', () => {
  const shapes = [
    (name: string, year: number) => `${name}${year}年政府信息公开工作年度报告`,
    (name: string, year: number) => `${year}年${name}政府信息公开工作年度报告`,
    (name: string, year: number) => `${name}政府信息公开${year}年度工作报告`,
    (name: string, year: number) => `${name}政府信息公开年报（${year}年）`,
  ];
  const everyName = profiles.flatMap((agency) => [{ name: agency.nameZh, to: undefined }, ...agency.aliases].map(({ name, to }) => ({ agency, name, to })));

  it('all lead to their agency, in every shape of title and in the years in which they hold', () => {
    for (const [i, { agency, name, to }] of everyName.entries()) {
      const year = to ?? 2019 + (i % 6);
      expect([name, titled(shapes[i % shapes.length]!(name, year)).agency.id]).toEqual([name, agency.id]);
      if (to !== undefined) expect(titled(shapes[0]!(name, to + 1)).agency.id).toBeNull();
    }
  });

  it('never lead there with a county, a division or another organ in them', () => {
    const changes = [
      (name: string) => name.replace(/(应急|安全|安监)/, '模拟县$1'),
      (name: string) => name.replace(/(应急|安全|安监)/, '虚构区$1'),
      (name: string) => `${name}虚构分局`,
      (name: string) => `虚构${name}`,
      (name: string) => name.replace(/(?:应急|安全|安监).*$/, '水务局'),
      (name: string) => name.replace(/(?:应急|安全|安监).*$/, '人民政府'),
      (name: string) => name.replace(/(?:应急|安全|安监).*$/, '应急救援总队'),
    ];
    for (const [i, { name }] of everyName.entries()) {
      const changed = changes[i % changes.length]!(name);
      if (changed.startsWith('水务局') || changed.startsWith('人民政府')) continue;
      const found = titled(shapes[i % shapes.length]!(changed, 2018), { body: [`${name}，${name}，${name}。`] });
      expect([changed, found.agency.id]).toEqual([changed, null]);
    }
  });
});

describe('a title against other evidence', () => {
  it('stands above a contact block left behind by another organ, which is reported', () => {
    const contact = '如有疑问，请与宁夏回族自治区应急管理厅办公室联系（地址：银川市民族南街239号；邮编：750001；电话：0951-8622018；网址：http://nxyjglt.nx.gov.cn/）。';
    const found = titled('河南省应急管理厅2021年政府信息公开工作年度报告', { tail: [contact] });
    expect(found.agency.id).toBe('410000');
    expect(codes(found)).toContain('contact_differs');
    expect(found.agencyEvidence).toContainEqual(expect.objectContaining({ kind: 'contact', speaksFor: '640000' }));
  });

  it('reports another publisher, and gives up when the signature agrees with that one', () => {
    const published = titled('河南省应急管理厅2021年政府信息公开工作年度报告', { meta: { ContentSource: '黑龙江省应急管理厅' } });
    expect(published.agency.id).toBe('410000');
    expect(codes(published)).toEqual(['agency_conflict']);
    const signed = titled('河南省应急管理厅2021年政府信息公开工作年度报告', {
      meta: { ContentSource: '黑龙江省应急管理厅' },
      tail: ['无。', '黑龙江省应急管理厅', '2022年1月20日'],
    });
    expect(signed.agency.id).toBeNull();
    expect(codes(signed)).toContain('agency_undecided');
  });

  it('takes the government that carries its departments\' pages for no contradiction', () => {
    const found = titled('杭州市应急管理局2021年政府信息公开工作年度报告', {
      meta: { ContentSource: '杭州市人民政府办公厅', SiteName: '杭州市人民政府' },
      source: { url: 'http://www.hangzhou.gov.cn/art/2022/1/27/art_1229063423_4014698.html' },
    });
    expect(found.agency.id).toBe('330100');
    expect(codes(found)).toEqual([]);
  });

  it('reports a publisher other than the outside organ that the title names', () => {
    const found = titled('2024年上海市嘉定区应急管理局政府信息公开工作年度报告', { meta: { ContentSource: '上海市应急管理局' } });
    expect(found.agency).toMatchObject({ id: null, nameZh: '上海市嘉定区应急管理局' });
    expect(codes(found)).toEqual(['agency_conflict']);
  });
});

describe('a name without its place', () => {
  const five: [id: string, body: string, contact: string][] = [
    ['640000', '邀请宁夏电视台、宁夏日报等区内媒体予以报道。', '（地址：银川市民族南街239号；邮编：750001；电话：0951-8622018）'],
    ['150000', '内蒙古日报刊发信息12条。', '（地址：呼和浩特市新城区；邮编：010011；电话：0471-1234567）'],
    ['450000', '广西日报刊发信息12条。', '（地址：南宁市青秀区；邮政编码：530022；电话：（0771）1234567）'],
    ['540000', '西藏日报刊发信息12条。', '（地址：拉萨市北京中路；邮编：850000；电话：0891-1234567）'],
    ['650000', '新疆日报刊发信息12条。', '（地址：乌鲁木齐市；邮编：830002；电话：0991-1234567）'],
  ];
  it.each(five)('自治区应急管理厅 is told to be %s by places and codes', (id, body, contact) => {
    const found = attributionOf({
      head: ['自治区应急管理厅', '2020 年政府信息公开工作年度报告'],
      body: [body],
      tail: [`如有疑问，请与自治区应急管理厅办公室联系${contact}。`],
    });
    expect(found.agency).toMatchObject({ id, namePrinted: '自治区应急管理厅' });
    expect(found.title).toBe('自治区应急管理厅2020年政府信息公开工作年度报告');
  });

  it('is never guessed among the five', () => {
    const bare = titled('自治区应急管理厅2020年政府信息公开工作年度报告', { body: ['在自治区党委、政府的正确领导下。'] });
    expect(bare.agency).toMatchObject({ id: null, nameZh: null, namePrinted: '自治区应急管理厅' });
    expect(codes(bare)).toEqual(['agency_undecided']);
    const once = titled('自治区应急管理厅2020年政府信息公开工作年度报告', { body: ['赴宁夏考察学习。'] });
    expect(once.agency.id).toBeNull();
    const torn = titled('自治区应急管理厅2020年政府信息公开工作年度报告', { body: ['宁夏、广西、宁夏、广西、宁夏、广西'] });
    expect(torn.agency.id).toBeNull();
    const contradictory = titled('自治区应急管理厅2020年政府信息公开工作年度报告', { body: ['宁夏、宁夏、宁夏'], tail: ['电话：0471-1234567'] });
    expect(contradictory.agency.id).toBeNull();
  });

  it.each([
    ['自治区应急管理厅', 'http://nxyjglt.nx.gov.cn/xxgk/xxgknb/202101/t20210129_1.html', '640000'],
    ['省应急管理厅', 'https://yjt.ah.gov.cn/public/9377745/145549441.html', '340000'],
    ['市应急局', 'http://yjj.gzlps.gov.cn/bmxxgk/zfxxgk/zfxxgknb/2024n/', '520200'],
    ['应急管理局', 'https://yjj.km.gov.cn/c/2023-01-28/4655505.shtml', '530100'],
  ])('%s on its own host %s is %s', (organ, url, id) => {
    expect(titled(`${organ}2022年政府信息公开工作年度报告`, { source: { url } }).agency.id).toBe(id);
  });

  it('is told on the portal of its government only when the text agrees', () => {
    const url = 'http://www.huangshi.gov.cn/xxxgk/gknb/2019/2019_szfbm/202001/t20200116_595367.html';
    const title = '2019年市应急管理局政府信息公开工作年度报告';
    expect(titled(title, { source: { url } }).agency.id).toBeNull();
    expect(titled(title, { source: { url }, body: ['黄石日报设专栏，黄石市、黄石电视台予以报道，黄石。'] }).agency.id).toBe('420200');
    expect(titled(title, { source: { url }, body: ['黄石日报、黄石电视台、黄石。'], tail: ['地址：大冶市东风路；邮编：435100'] }).agency.id).toBeNull();
  });

  it.each([
    ['县应急管理局', '郑州市、河南省、河南、河南、河南'],
    ['区应急管理局', '上海市、上海、上海、上海；电话：021-12345678'],
    ['市人民政府办公室', '黄石市、黄石、黄石；电话：0714-1234567'],
    ['应急管理局', '在县委、县政府的领导下，我县全县黄石市黄石；电话：0714-1234567；邮编：435000'],
  ])('%s is no agency of the registry, whatever city the text names', (organ, body) => {
    const found = titled(`${organ}2024年政府信息公开工作年度报告`, { body: [body] });
    expect(found.agency).toMatchObject({ id: null, nameZh: null, namePrinted: organ });
    expect(codes(found)).toEqual(['agency_undecided']);
  });

  it('is not what merely begins like a rank', () => {
    expect(titled('市中区教育局2024年政府信息公开工作年度报告').agency).toMatchObject({ id: null, nameZh: '市中区教育局' });
    expect(titled('县教育局2024年政府信息公开工作年度报告', { meta: { ContentSource: '示例县教育局' } }).agency).toMatchObject({ nameZh: '示例县教育局', namePrinted: '县教育局' });
  });

  it('takes the name that publisher or signature prints in full', () => {
    const title = '应急管理局2025年政府信息公开工作年度报告';
    expect(titled(title, { meta: { ContentSource: '宿迁市应急管理局' } }).agency).toMatchObject({ id: '321300', namePrinted: '应急管理局' });
    expect(titled(title, { tail: ['无。', '梅河口市应急管理局', '2026年1月12日'] }).agency).toMatchObject({ id: null, nameZh: '梅河口市应急管理局' });
  });

  it('is left open where publisher and contact name different organs', () => {
    const found = titled('应急管理局2025年政府信息公开工作年度报告', { meta: { ContentSource: '宿迁市应急管理局' }, tail: ['请与虚构市应急管理局办公室联系。'] });
    expect(found.agency).toMatchObject({ id: null, nameZh: null, namePrinted: '应急管理局' });
    expect(codes(found)).toEqual(['agency_undecided']);
  });

  it('keeps the level that the name tells', () => {
    expect(titled('自治区应急管理厅2020年政府信息公开工作年度报告').agency.level).toBe('province');
    expect(titled('县应急管理局2020年政府信息公开工作年度报告').agency.level).toBe('county');
    expect(titled('市应急管理局2020年政府信息公开工作年度报告').agency.level).toBeNull();
  });

  it('is told by the name of the site behind the page title', () => {
    const found = titled('自治区应急管理厅2020年政府信息公开工作年度报告', { title: '2020年政府信息公开年度报告-广西壮族自治区应急管理厅' });
    expect(found.agency.id).toBe('450000');
  });

  it('is not told by streets that are named for other places', () => {
    const found = titled('省应急管理厅2022年政府信息公开工作年度报告', { tail: ['地址：北京东路1号、南京西路、河南中路、河南北路、山东路、山东一路'] });
    expect(found.agency.id).toBeNull();
  });
});

describe('whose site the page stands on', () => {
  const owner = (name: string): { meta: Record<string, string> } => ({ meta: { 主办单位: name } });

  it('tells a name without its place', () => {
    expect(titled('应急管理局2024年政府信息公开工作年度报告', owner('昆明市应急管理局')).agency).toMatchObject({ id: '530100', namePrinted: '应急管理局' });
    expect(titled('应急管理局2024年政府信息公开工作年度报告', owner('昆明市应急管理局承办：昆明市应急信息中心')).agency.id).toBe('530100');
    expect(titled('应急管理局2024年政府信息公开工作年度报告', owner('梅河口市应急管理局')).agency).toMatchObject({ id: null, nameZh: '梅河口市应急管理局', namePrinted: '应急管理局' });
    expect(titled('市人民政府办公室2024年政府信息公开工作年度报告', owner('天门市人民政府办公室')).agency).toMatchObject({ id: null, nameZh: null });
  });

  it('says no more for a department than the portal of its government', () => {
    const title = '市应急管理局2024年政府信息公开工作年度报告';
    const url = 'http://www.huangshi.gov.cn/xxxgk/gknb/2019/2019_szfbm/202001/t20200116_595367.html';
    expect(titled(title, owner('黄石市人民政府')).agency.id).toBeNull();
    expect(titled(title, { ...owner('黄石市人民政府办公室'), source: { url } }).agency.id).toBeNull();
    expect(titled(title, { ...owner('黄石市人民政府'), body: ['黄石日报设专栏，黄石市、黄石电视台予以报道，黄石。'] }).agency.id).toBe('420200');
  });

  it('never outvotes the title, nor turns a report into its own', () => {
    for (const name of ['昆明市人民政府', '云南省应急管理厅', '昆明市大数据管理局', '昆明市人民政府办公室']) {
      const found = titled('昆明市应急管理局2024年政府信息公开工作年度报告', owner(name));
      expect([name, found.agency.id, codes(found)]).toEqual([name, '530100', []]);
      const elsewhere = titled('昆明市教育局2024年政府信息公开工作年度报告', owner(name));
      expect(elsewhere.agency).toMatchObject({ id: null, nameZh: '昆明市教育局' });
      const untold = titled('2024年政府信息公开工作年度报告', owner(name));
      expect(untold.agency).toMatchObject({ id: null, nameZh: null, namePrinted: null });
    }
  });
});

describe('a title that names no organ', () => {
  const title = '2024年政府信息公开工作年度报告';
  it('leaves the naming to publisher, author, signature and own host', () => {
    expect(titled(title, { meta: { ContentSource: '湖南省应急管理厅' } }).agency).toMatchObject({ id: '430000', namePrinted: null });
    expect(titled(title, { source: { url: 'https://yjt.hunan.gov.cn/yjt/xxgk/gknb/202501/t20250125_1.html' } }).agency.id).toBe('430000');
    const author = { head: [title, '根据规定，本报告由昆明市应急管理局编制。如有疑问，请与昆明市应急管理局办公室联系（电话：0871-1234567）。'] };
    expect(attributionOf(author).agency.id).toBe('530100');
  });

  it('is not settled by places and numbers alone, nor against another name', () => {
    const near = titled(title, { body: ['宁夏、宁夏、宁夏；电话：0951-8622018；邮编：750001'] });
    expect(near.agency.id).toBeNull();
    expect(codes(near)).toEqual(['agency_unknown']);
    const host = { url: 'https://yjt.hunan.gov.cn/a.html' };
    expect(titled(title, { source: host, meta: { ContentSource: '湖南省消防救援总队' } }).agency.id).toBeNull();
  });
});

describe('every vote', () => {
  it('is kept with its words, whom it speaks for, its weight and its place', () => {
    const found = attributionOf({
      head: ['聊城市应急管理局', '政府信息公开2020年度工作报告', '请与聊城应急管理局办公室联系（邮编：252000；电话：0635-8287851）。'],
      source: { url: 'http://yj.liaocheng.gov.cn/a/doc_1.html', name: '聊城市应急管理局2020.txt' },
    });
    const kinds = new Map(found.agencyEvidence.filter((it) => it.speaksFor === '371500').map((it) => [it.kind, it]));
    expect([...kinds.keys()].sort()).toEqual(['alias', 'area_code', 'contact', 'file_name', 'host', 'postcode', 'title']);
    expect(kinds.get('title')).toEqual({ kind: 'title', text: '聊城市应急管理局', speaksFor: '371500', weight: 10, place: { line: 1 } });
    expect(kinds.get('postcode')).toMatchObject({ text: '252000', place: { line: 3 } });
  });

  it('does not depend on the order of the profiles', () => {
    const page = documentOf(['自治区应急管理厅2020年政府信息公开工作年度报告', '一、总体情况', '宁夏、宁夏、银川市；电话：0951-8622018']);
    const forwards = attribute(page, readSections(page), profiles);
    const backwards = attribute(page, readSections(page), [...profiles].reverse());
    expect(forwards.agency).toEqual(backwards.agency);
    expect(forwards.agency.id).toBe('640000');
  });

  it('is missing where there are no profiles, and the printed name stays', () => {
    const page = documentOf(['河南省应急管理厅2019年政府信息公开工作年度报告']);
    expect(attribute(page, [], []).agency).toMatchObject({ id: null, nameZh: '河南省应急管理厅', level: 'province' });
  });
});
